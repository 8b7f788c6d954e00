using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace MLNet.SemanticConv.Cli;

/// <summary>The page to try a tagger on, and the headers that let a browser run nothing but its own script.</summary>
internal static class TagPage
{
    private static readonly string Html = Read();

    // the elements of an explanation have styles of their own
    private static readonly string Policy =
        $"default-src 'none'; script-src 'sha256-{Hash(Html)}'; style-src 'unsafe-inline'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Gives every answer the headers, and maps the page to the root.</summary>
    public static void MapTagPage(this WebApplication application)
    {
        application.Use((context, next) =>
        {
            context.Response.Headers.ContentSecurityPolicy = Policy;
            context.Response.Headers.XContentTypeOptions = "nosniff";
            return next(context);
        });
        application.MapGet("/", () => Results.Text(Html, "text/html", Encoding.UTF8)).ExcludeFromDescription();
    }

    private static string Read()
    {
        using StreamReader reader = new(typeof(TagPage).Assembly.GetManifestResourceStream("tag.html")!, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static string Hash(string html)
    {
        string script = html.Split("<script>")[1].Split("</script>")[0].ReplaceLineEndings("\n");
        return Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)));
    }
}
