namespace Fieldthread.Workbench.Acts;

/// <summary>A no, in words: what happened and what to do. Nothing was changed.</summary>
/// <param name="Code">Short stable name, for programs and tests: <c>range-outside</c>.</param>
/// <param name="Message">What happened, as a sentence.</param>
/// <param name="WhatToDo">What the person can do about it, as a sentence; empty where nothing.</param>
public sealed record Refusal(string Code, string Message, string WhatToDo = "");

/// <summary>Thrown by an act or a question that refuses; the transaction is rolled back, so nothing of it is left.</summary>
public sealed class RefusedException(Refusal refusal) : Exception(refusal.Message)
{
    /// <summary>Why, and what to do.</summary>
    public Refusal Refusal { get; } = refusal;
}
