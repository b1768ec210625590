using Billbot.Mcp.ConformanceHost;
using Billbot.Server.Mcp;
using Billbot.Server.Security;

// The official conformance suite can send no key and asks for tools of its own. This host serves them through the product's endpoint;
// nothing in the product can switch keys off.
var builder = WebApplication.CreateBuilder(args);
builder.Logging.ClearProviders();
builder.Services.AddMcpEndpoint();
builder.Services.AddSingleton<IMcpFront, FixtureFront>();
builder.Services.Configure<LimitOptions>(limits => (limits.KeyPerSecond, limits.KeyBurst, limits.BusinessPerSecond, limits.BusinessBurst) = (10_000, 10_000, 10_000, 10_000));
builder.Services.Configure<McpOptions>(mcp => mcp.SessionsPerKey = 1000);

var app = builder.Build();
app.MapBillbotMcp("/api/mcp");
await app.StartAsync();
Console.WriteLine($"{app.Urls.First()}/api/mcp");
await app.WaitForShutdownAsync();
