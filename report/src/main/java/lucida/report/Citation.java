package lucida.report;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lucida.cam.Settings;
import lucida.cam.Statement;
import lucida.cam.catalogue.Methods;

/** Papers: where they are, and which of them states an equation. */
final class Citation {
  private static final Pattern ARXIV = Pattern.compile("arXiv (\\d{4}\\.\\d{5})");
  private static final Pattern DOI = Pattern.compile("doi (10\\.\\d{4,9}/[\\w.;()/:-]*\\w)");
  private static final Pattern TAG = Pattern.compile("\\[([A-Z]+ \\d+)\\]$");
  /** The papers of the methods by the tags that they alone state. */
  private static final Map<String, String> PAPERS = Methods.names().stream()
      .map(name -> Methods.named(name, Settings.USUAL).statement())
      .flatMap(statement -> tags(statement).map(tag -> Map.entry(tag, statement.paper()))).distinct()
      .collect(Collectors.groupingBy(Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.joining("; "))));

  private Citation() {}

  private static Stream<String> tags(Statement statement) {
    return statement.equations().stream().flatMap(equation -> TAG.matcher(equation).results()).map(tag -> tag.group(1));
  }

  /** The text as HTML, its numbers of arXiv and its DOIs links. */
  static String html(String text) {
    String linked = ARXIV.matcher(Html.escaped(text)).replaceAll("<a href=\"https://arxiv.org/abs/$1\">arXiv $1</a>");
    return DOI.matcher(linked).replaceAll("<a href=\"https://doi.org/$1\">doi $1</a>");
  }

  /** Whether a text says where its paper is. */
  static boolean isIn(String text) {
    return ARXIV.matcher(text).find() || DOI.matcher(text).find();
  }

  /** The papers of the methods that state an equation. */
  static Optional<String> of(String tag) {
    return Optional.ofNullable(PAPERS.get(tag));
  }
}
