using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace MLNet.SemanticConv.Cli;

/// <summary>
/// Keeps a service to the one who started it: every address begins with a random token, and no other site may post to it. Other users
/// of the machine and pages of other sites can reach the port, but do not know the token.
/// </summary>
internal static class LocalAccess
{
    private const int TokenLength = 32;

    public static string NewToken() => RandomNumberGenerator.GetHexString(TokenLength, lowercase: true);

    /// <summary>Refuses requests without the token, and requests that another site makes; routes do not see the token.</summary>
    public static void UseLocalAccess(this WebApplication application, string token)
    {
        byte[] expected = Encoding.UTF8.GetBytes(token);
        application.Use((context, next) =>
        {
            HttpRequest request = context.Request;
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
            string path = request.Path.Value ?? "";
            string[] parts = path.Split('/', 3);
            string given = parts.Length > 1 ? parts[1] : "";
            if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), expected))
                return Refuse(context, "Open the full address that semconv printed: it ends in a token that changes with each start.");
            if (IsOfOtherSite(request)) return Refuse(context, "Only this service's own page may send requests to it.");
            if (parts.Length == 2)   // relative addresses of the page need the slash
            {
                context.Response.Redirect($"/{token}/");
                return Task.CompletedTask;
            }
            (request.PathBase, request.Path) = ($"/{token}", $"/{parts[2]}");
            return next(context);
        });
        application.UseRouting();   // by the path without the token
    }

    private static bool IsOfOtherSite(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method)) return false;
        string? origin = request.Headers.Origin, site = request.Headers["Sec-Fetch-Site"];
        return (origin is not null && !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase))
            || site is not (null or "same-origin");
    }

    private static Task Refuse(HttpContext context, string reason)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return context.Response.WriteAsync(reason);
    }
}
