package lucida.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lucida.core.PlainText;

/** What every page is made of: its head, escaped text, the style sheets and scripts of this room. */
final class Html {
  private static final Pattern OPTION = Pattern.compile("(?<!\\S)--[a-z][a-z0-9-]*");

  private Html() {}

  /** The text so that nothing in it is markup, in an element or in an attribute, and nothing is hidden or turned around. */
  static String escaped(String text) {
    return PlainText.ofLines(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** Begins a page that fetches nothing, up to its body. */
  static String head(String title, String style) {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
        <title>%s</title>
        <style>
        %s</style>
        </head>
        <body>
        """
        .formatted(escaped(title), style);
  }

  /** What a page is about: its title, facts by name, and links to its parts, markup. */
  static String header(String title, SequencedMap<String, String> facts, String links) {
    return """
        <header>
        <div class="top"><h1>%s</h1><button type="button" id="theme" aria-label="Light or dark">◐</button></div>
        <dl>%s</dl>
        <nav aria-label="Parts">%s</nav>
        </header>
        <main>
        """.formatted(escaped(title), facts(facts), links);
  }

  /** Rows of a list of facts. Names of options stay whole where lines break: browsers break them behind their hyphens. */
  static String facts(SequencedMap<String, String> facts) {
    return facts.entrySet().stream()
        .map(fact -> "<div><dt>" + escaped(fact.getKey()) + "</dt><dd>"
            + OPTION.matcher(escaped(fact.getValue())).replaceAll("<span class=\"option\">$0</span>") + "</dd></div>")
        .collect(Collectors.joining());
  }

  /** What a page is for, in a paragraph. */
  static String idea(String text) {
    return "<p class=\"idea\">" + escaped(text.strip().replaceAll("\\s+", " ")) + "</p>\n";
  }

  /** Ends a page that began with a header. */
  static String end() {
    return "</main>\n<script>\n" + resource("theme.js") + "</script>\n</body>\n</html>\n";
  }

  /** A text file beside this class. */
  static String resource(String name) {
    try (InputStream in = Objects.requireNonNull(Html.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
