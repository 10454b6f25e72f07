using Fieldthread.Commands;

return await Root.RunAsync(args);
