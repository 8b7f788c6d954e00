using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace MLNet.SemanticConv.Cli;

/// <summary>A page of the tool with the styles that all share, and the headers that let a browser run nothing but its own script.</summary>
internal static class EmbeddedPage
{
    /// <summary>Gives every answer the headers, and maps a page to the root.</summary>
    /// <param name="application">The service.</param>
    /// <param name="name">The page's file.</param>
    public static void MapPage(this WebApplication application, string name)
    {
        string html = Read(name).Replace("<link rel=\"stylesheet\" href=\"style.css\">",
            $"<style>\n{Read("style.css")}</style>", StringComparison.Ordinal);
        // the elements of an explanation have styles of their own
        string policy = $"default-src 'none'; script-src 'sha256-{HashOfScript(html)}'; style-src 'unsafe-inline'; connect-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        application.Use((context, next) =>
        {
            context.Response.Headers.ContentSecurityPolicy = policy;
            context.Response.Headers.XContentTypeOptions = "nosniff";
            context.Response.Headers["Referrer-Policy"] = "no-referrer";
            return next(context);
        });
        application.MapGet("/", () => Results.Text(html, "text/html", Encoding.UTF8)).ExcludeFromDescription();
    }

    private static string Read(string name)
    {
        using StreamReader reader = new(typeof(EmbeddedPage).Assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static string HashOfScript(string html)
    {
        string script = html.Split("<script>")[1].Split("</script>")[0].ReplaceLineEndings("\n");
        return Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)));
    }
}
