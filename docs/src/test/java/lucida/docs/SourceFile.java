package lucida.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file of main code.
 *
 * @param name the simple name of its class
 * @param home its package
 * @param code its lines that are not blank and no comment
 */
record SourceFile(String name, String home, List<String> code) {
  private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|(?m)^ *//[^\n]*");
  private static final Pattern HOME = Pattern.compile("(?m)^package ([\\w.]+);");
  private static final Pattern USED = Pattern.compile("\\b(lucida(?:\\.[a-z]\\w*)+)\\.[A-Z]");

  /** All files of main code of every room. */
  static List<SourceFile> all() throws IOException {
    try (Stream<Path> files = Files.walk(Page.ROOT)) {
      return files.filter(SourceFile::isMainCode).sorted().map(SourceFile::read).toList();
    }
  }

  private static boolean isMainCode(Path file) {
    String path = file.toString().replace('\\', '/');
    return path.contains("/src/main/java/") && path.endsWith(".java") && !path.endsWith("-info.java") && !path.contains("/target/");
  }

  private static SourceFile read(Path file) {
    try {
      String text = COMMENT.matcher(Files.readString(file)).replaceAll("");
      Matcher home = HOME.matcher(text);
      if (!home.find()) throw new IllegalStateException(file + " is in no package");
      return new SourceFile(file.getFileName().toString().replace(".java", ""), home.group(1),
          text.lines().filter(line -> !line.isBlank()).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The packages of this project that it uses, by import or by a full name. */
  Set<String> uses() {
    Set<String> packages = new TreeSet<>();
    for (String line : code) {
      Matcher used = USED.matcher(line);
      while (used.find()) if (!used.group(1).equals(home)) packages.add(used.group(1));
    }
    return packages;
  }
}
