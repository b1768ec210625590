using System.Globalization;
using Billbot.Domain;

namespace Billbot.Server.Host;

/// <summary>Why the server can not start or be reached, and what to do.</summary>
public static class HostProblems
{
    public static Problem NoCertificates { get; } = new(
        ProblemKind.Malformed,
        "invalid_url",
        "Billbot itself serves plain http only.",
        "Listen on http://127.0.0.1:5080, put a reverse proxy with a certificate before it, and name its address with --public-url.");

    public static Problem OwnAddressInvalid { get; } = new(
        ProblemKind.Malformed,
        "invalid_url",
        "The public URL must be an http or https address without a path.",
        "Give it as https://billing.example.com.");

    public static Problem InvalidUrl(string url) => new(
        ProblemKind.Malformed,
        "invalid_url",
        $"'{url}' is not an address to listen on.",
        "Give http://, an IP address or localhost, and a port: --urls http://127.0.0.1:5080. Several are parted by a semicolon.");

    public static Problem SettingsInvalid(string file, string why) => new(
        ProblemKind.Malformed,
        "settings_invalid",
        $"The settings in {file} can not be read: {why}",
        "Mend the file, or take it away to go on with the defaults.");

    public static Problem SettingUnknown(string file, string name, IEnumerable<string> known) => new(
        ProblemKind.Malformed,
        "setting_unknown",
        $"The settings in {file} name '{name}', which is no setting.",
        $"Take it out, or use one of: {string.Join(", ", known)}.");

    public static Problem FolderUnusable(string folder, string why) => new(
        ProblemKind.Unavailable,
        "folder_unusable",
        $"The data folder {folder} can not be used: {why}",
        "Give a folder that this user may write to: --data DIR, or the variable BILLBOT_DATA.");

    public static Problem NoData(string folder) => new(
        ProblemKind.Unavailable,
        "no_data",
        $"There is no Billbot data in {folder}.",
        "Name the folder of your server: --data DIR, or the variable BILLBOT_DATA. To begin in this one: billbot business set --name \"Your name\" --country US.");

    public static Problem FolderInUse(string folder, HolderView holder) => new(
        ProblemKind.Unavailable,
        "folder_in_use",
        string.Create(CultureInfo.InvariantCulture, $"The data folder {folder} is in use by process {holder.Pid}, {holder.Doing}."),
        "One server serves a folder. Use that one, stop it, or give this one a folder of its own: --data DIR.");

    public static Problem HolderSilent(string folder) => new(
        ProblemKind.Unavailable,
        "folder_in_use",
        $"The data folder {folder} is in use by a process that does not answer.",
        $"Try again. If it stays so, look up its id in {Path.Combine(folder, "billbot.lock")} and end it.");

    public static Problem HolderGone { get; } = new(
        ProblemKind.Unavailable,
        "server_gone",
        "The server on this data folder ended while it was asked.",
        "Run the command again. If it changes something, look first whether it was done.");

    public static Problem PortInUse(string urls) => new(
        ProblemKind.Unavailable,
        "port_in_use",
        $"Another program listens on {urls}.",
        "Take another port: --urls http://127.0.0.1:5081, or stop the other program.");

    public static Problem PortForbidden(string urls) => new(
        ProblemKind.Unavailable,
        "port_forbidden",
        $"This user may not listen on {urls}, or the address is not of this machine.",
        "Take a port above 1023 on an address of this machine: --urls http://127.0.0.1:5080.");

    public static Problem DatabaseUnusable(string folder, string why) => new(
        ProblemKind.Unavailable,
        "database_unusable",
        $"The database in {folder} can not be opened: {why}",
        "Nothing was changed. Restore the folder from a copy, or use another one: --data DIR.");

    public static Problem UnknownOperation { get; } = new(
        ProblemKind.Malformed,
        "unknown_operation",
        "The server on this data folder does not know this operation.",
        "Use the same version of billbot for the command and for the server.");

    public static Problem InputUnreadable(string where) => new(
        ProblemKind.Malformed,
        "invalid_input",
        $"The input does not fit at {where}.",
        "Compare it with what the show command prints with --json.");

    public static Problem NoBusiness { get; } = new(
        ProblemKind.NotFound,
        "no_business",
        "There is no business here yet.",
        "Begin with one: billbot business set --name \"Your name\" --country US.",
        "/business");

    public static Problem BusinessNotFound(IEnumerable<BusinessId> known) => new(
        ProblemKind.NotFound,
        "business_not_found",
        "There is no such business in this data folder.",
        $"Take one of: {string.Join(", ", known)}.",
        "/business");

    public static Problem BusinessAmbiguous(IEnumerable<BusinessId> known) => new(
        ProblemKind.Malformed,
        "business_ambiguous",
        "This data folder holds several businesses.",
        $"Say which: --business with one of {string.Join(", ", known)}.",
        "/business");

    public static Problem FileUnreadable(string why) => new(
        ProblemKind.Malformed,
        "file_unreadable",
        $"The file can not be read: {why}",
        "Give the path of a JSON file: --file business.json.",
        "/file");

    public static Problem RecordUnreadable(string why) => new(
        ProblemKind.Malformed,
        "file_unreadable",
        $"The file can not be read: {why}",
        "Give what billbot record head --sign --json or billbot record export wrote.",
        "/file");

    public static Problem ClientMissing { get; } = new(
        ProblemKind.Malformed,
        "missing_argument",
        "No client was named.",
        "Give an id or a name: billbot clients set \"GreenLeaf Organic\" --email billing@greenleaforganic.com.",
        "/client_id");

    public static Problem FileUnwritable(string message) => new(
        ProblemKind.Unavailable,
        "file_unwritable",
        $"The file can not be written: {message}",
        "Name another place with --output.");

    public static Problem WrongUsage(string message, string command) => new(
        ProblemKind.Malformed,
        "wrong_usage",
        message,
        $"See {command} --help.");

    public static Problem UrlOrData { get; } = new(
        ProblemKind.Malformed,
        "wrong_usage",
        "--url names a server, --data a folder: one of them.",
        "Give --data DIR on the machine of the server, --url URL --key KEY elsewhere.");

    public static Problem UrlNeedsKey { get; } = new(
        ProblemKind.Malformed,
        "missing_argument",
        "A server elsewhere needs its address and a key.",
        "Give --url https://… and --key, or the variables BILLBOT_URL and BILLBOT_API_KEY.");

    public static Problem DemoNeedsEmpty { get; } = new(
        ProblemKind.Conflict,
        "business_in_use",
        "This business has invoices; demo data does not mix with them.",
        "Use a folder of its own: billbot demo --data DIR.");

    public static Problem Internal(Exception failure) => new(
        ProblemKind.Unavailable,
        "internal",
        $"Billbot failed by a fault of its own: {failure.GetType().Name}.",
        "Run the command again. If it stays so, report the lines below.");
}
