using Billbot.Bench;

// billbot-bench create BILLBOT PEER_FOLDER NODE [seconds] [rounds]
// billbot-bench lists  BILLBOT [rows]
return args switch
{
    ["create", var billbot, var peer, var node, .. var rest] => await CreateBench.RunAsync(billbot, peer, node, Number(rest, 0, 4), Number(rest, 1, 5)),
    ["lists", var billbot, .. var rest] => await ListBench.RunAsync(billbot, Number(rest, 0, 1_000_000)),
    _ => Usage(),
};

static int Number(string[] rest, int at, int standard) => rest.Length > at ? int.Parse(rest[at], System.Globalization.CultureInfo.InvariantCulture) : standard;

static int Usage()
{
    Console.Error.WriteLine("usage: create BILLBOT PEER_FOLDER NODE [seconds] [rounds] | lists BILLBOT [rows]");
    return 2;
}
