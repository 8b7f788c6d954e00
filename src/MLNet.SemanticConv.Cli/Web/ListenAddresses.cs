using Microsoft.AspNetCore.Http;

namespace MLNet.SemanticConv.Cli;

/// <summary>Where a service listens: addresses such as <c>http://localhost:5000</c>, separated by semicolons.</summary>
internal static class ListenAddresses
{
    public const int GreatestPort = 65535;

    public static string[] Split(string urls) => urls.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What is wrong with some addresses, or null. Where it cannot read a port, Kestrel serves everybody at port 80.</summary>
    public static string? Problem(string urls)
    {
        string[] addresses = Split(urls);
        return addresses.Length == 0 ? "names no address" : addresses.Select(ProblemOf).FirstOrDefault(problem => problem is not null);
    }

    private static string? ProblemOf(string url)
    {
        BindingAddress address;
        try
        {
            address = BindingAddress.Parse(url);
        }
        catch (FormatException)
        {
            return $"has '{url}', which is no address";
        }
        if (!address.Scheme.Equals(Uri.UriSchemeHttp, StringComparison.OrdinalIgnoreCase))
            return $"has '{url}', but only http is spoken (a proxy before it can speak https)";
        if (address.IsUnixPipe) return null;
        if (address.PathBase.Length > 0) return $"has '{url}' with a path, under which nothing can be served";
        bool isHost = address.Host is "*" or "+" || Uri.CheckHostName(address.Host.Trim('[', ']')) != UriHostNameType.Unknown;
        return isHost && address.Port <= GreatestPort ? null : $"has '{url}', whose host or port is wrong";
    }
}
