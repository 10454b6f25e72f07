using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fieldthread.Workbench.Store.Migrations;

/// <summary>Choices of sites among candidates.</summary>
[DbContext(typeof(LiveContext))]
[Migration("0018_site_choices")]
internal sealed class M0018_SiteChoices : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        new TableScript("site_choices") { HoldsLargeTexts = true }.Column("key", Kind.Text).Column("title", Kind.Text).Column("reason", Kind.Text).Column("origin", Kind.Text).Column("candidates", Kind.Text).Column("asked", Kind.Text)
            .Column("outcome", Kind.Text).Refers("follows_id", "site_choices", nullable: true).Column("declined", Kind.Text).Column("declined_why", Kind.Text).Create(migrationBuilder);
    }
}
