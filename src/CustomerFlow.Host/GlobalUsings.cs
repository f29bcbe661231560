// What nearly every file of the host speaks: texts in two languages, display, paging, problems.
global using CustomerFlow.Host.Shared;
