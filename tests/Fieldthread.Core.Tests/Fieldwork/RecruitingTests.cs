using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Testing;
using FsCheck.Fluent;

namespace Fieldthread.Core.Tests.Fieldwork;

public sealed class RecruitingTests
{
    [Fact]
    public void Whatever_is_let_through_everybody_stands_in_one_column() => Properties.Hold(
        FsCheck.Fluent.Gen.Choose(0, 5).ListOf().ListOf(),
        people =>
        {
            var day = PartialDate.Parse("2021");
            var log = new List<Recruited>();
            foreach (var tries in people)
            {
                var moves = new List<RecruitmentMove> { new(RecruitmentStep.Approached, day) };
                foreach (var move in tries.Select(t => new RecruitmentMove((RecruitmentStep)t, day)))
                {
                    if (Recruiting.Problem(moves, move) is null)
                    {
                        moves.Add(move);
                    }
                }

                Assert.True(moves.Count(m => m.Step == RecruitmentStep.Replaced) <= 1);
                log.Add(new Recruited("R", null, moves));
            }

            var all = Recruiting.Sum(Recruiting.Cells(log, []));
            Assert.Equal(all.Approached, all.Agreed + all.Declined + all.NoAnswer + all.Withdrew + all.Waiting);
            Assert.Equal(people.Count, all.Approached);
        });
}
