package lucida.docs;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;
import java.util.stream.Collectors;
import lucida.cli.Main;
import lucida.pictures.Picture;

/**
 * A page, and how it is checked: its {@code java} blocks run in order in one session, and a {@code text} block is what was printed since
 * the last one. A {@code console} block holds commands behind {@code $}, each with what it prints; those of {@code ./lucida} are run.
 * A block {@code java FILE} is a part of that file. A picture that follows a {@code java} block ending in a picture is that picture. Other
 * blocks are left alone.
 *
 * @param folder where it lies
 */
record Page(Path folder, List<Block> blocks) {
  /** Where the pages and the files they quote lie. */
  static final Path ROOT = Path.of(System.getProperty("lucida.root", ".."));

  static Page read(Path file) {
    try {
      return new Page(file.toAbsolutePath().getParent(), Block.all(Files.readAllLines(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What does not hold, in order. Stops where Java does not run. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    StringBuilder printed = new StringBuilder();
    try (Session session = new Session()) {
      for (Block block : blocks) {
        switch (block.language()) {
          case "java" -> printed.append(session.run(block.text()));
          case "text" -> {
            compare(block.line(), block.text(), printed.toString(), problems);
            printed.setLength(0);
          }
          case "console" -> console(block, problems);
          case Block.PICTURE -> compare(block, session.picture(), problems);
          case String source when source.startsWith("java ") -> quote(block, source.substring("java ".length()), problems);
          default -> {}
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (AssertionError e) {
      problems.add(e.getMessage() + (e.getCause() == null ? "" : "\n" + e.getCause()));
    }
    compare(0, "", printed.toString(), problems);
    return problems;
  }

  private void compare(Block block, Optional<Picture> painted, List<String> problems) throws IOException {
    if (painted.isEmpty()) return;
    Path file = folder.resolve(block.text());
    if (!Files.exists(file) || !Committed.looksLike(Picture.read(file), painted.get()))
      problems.add("line " + block.line() + " shows another picture than the one before it, which is now "
          + Committed.suggest(file, painted.get().png()));
  }

  /** A block {@code java FILE} is a part of that file, however far it is indented there. */
  private static void quote(Block block, String file, List<String> problems) {
    try {
      if (!unindented(Files.readString(ROOT.resolve(file))).contains(unindented(block.text())))
        problems.add("line " + block.line() + " shows what is not in " + file + ":\n" + block.text());
    } catch (IOException e) {
      problems.add("line " + block.line() + " shows a part of a file that cannot be read: " + e.getMessage());
    }
  }

  private static String unindented(String text) { return text.lines().map(String::strip).collect(Collectors.joining("\n")); }

  private static void console(Block block, List<String> problems) {
    for (String session : ("\n" + block.text()).split("\n\\$ ", -1)) {
      String command = session.lines().findFirst().orElse("");
      if (!command.startsWith("./lucida ")) continue;
      compare(block.line(), session.substring(command.length()), lucida(words(command.substring("./lucida ".length()))), problems);
    }
  }

  private static String lucida(List<String> arguments) {
    StringWriter printed = new StringWriter();
    PrintWriter both = new PrintWriter(printed);
    Main.run(both, both, arguments.toArray(String[]::new));
    return printed.toString();
  }

  /** Split at spaces, but not within double quotes. */
  private static List<String> words(String command) {
    List<String> words = new ArrayList<>();
    boolean quoted = command.startsWith("\"");
    for (StringTokenizer parts = new StringTokenizer(command, "\""); parts.hasMoreTokens(); quoted = !quoted) {
      String part = parts.nextToken();
      if (quoted) words.add(part);
      else for (StringTokenizer plain = new StringTokenizer(part); plain.hasMoreTokens();) words.add(plain.nextToken());
    }
    return words;
  }

  private static void compare(int line, String shown, String printed, List<String> problems) {
    if (!Printed.agrees(shown, printed))
      problems
          .add((line == 0 ? "printed and not shown:\n" : "line " + line + " shows\n" + shown.strip() + "\nbut this is printed:\n")
              + printed.strip());
  }
}
