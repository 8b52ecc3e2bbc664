package lucida.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lucida.files.RegularFile;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads class names from a file that the user gives: one name a line, perhaps with WordNet's id before it, or JSON: {@code ["tench", …]},
 * {@code {"0": "tench", …}}, {@code {"0": ["n01440764", "tench"], …}} or {@code {"tench": 0, …}} (torchvision's class_to_idx), also
 * under "id2label" in Hugging Face's config.json, or under "class_to_idx". Which it is, is seen from the content.
 */
public final class ClassNameFiles {
  private static final long LARGEST = 16L << 20;
  private static final JsonMapper JSON = JsonMapper.builder(
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build()).build();
  private static final Pattern WITH_ID = Pattern.compile("(n\\d{8})\\s+(\\S.*)");

  private ClassNameFiles() {}

  /**
   * The names in a file.
   *
   * @throws WeightsException if it cannot be read, in one sentence that names it and the line or index
   */
  public static ClassNames read(Path file) {
    String name = String.valueOf(file.getFileName());
    try {
      return parse(name,
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(RegularFile.bytes(file, LARGEST))).toString());
    } catch (CharacterCodingException e) {
      throw WeightsException.because(name + " is no text in UTF-8", e);
    } catch (IOException e) {
      throw WeightsException.unreadable(file, e);
    }
  }

  /** The names in the text of a file. */
  static ClassNames parse(String source, String text) {
    String content = text.startsWith("\uFEFF") ? text.substring(1).strip() : text.strip();
    if (content.startsWith("version https://git-lfs.github.com/spec/"))
      throw new WeightsException(
          source + " is a Git LFS pointer and not the file that it stands for: fetch that with 'git lfs pull'");
    if (content.isEmpty()) throw new WeightsException(source + ": there are no class names in it");
    boolean json = content.startsWith("{") || content.startsWith("[");
    return new ClassNames(source, json ? ofJson(source, content) : ofLines(source, content));
  }

  private static List<ClassName> ofLines(String source, String content) {
    List<ClassName> classes = new ArrayList<>();
    for (String line : content.lines().map(String::strip).toList()) {
      if (line.isEmpty()) throw new WeightsException(source + ": no class is named in line " + (classes.size() + 1));
      classes.add(named(classes.size(), line));
    }
    return classes;
  }

  private static ClassName named(int index, String line) {
    Matcher parts = WITH_ID.matcher(line);
    return parts.matches() ? new ClassName(index, parts.group(1), parts.group(2)) : new ClassName(index, "", line);
  }

  private static List<ClassName> ofJson(String source, String content) {
    JsonNode root;
    try {
      root = JSON.readTree(content);
    } catch (JacksonException e) {
      throw WeightsException.because(source + " is not JSON: " + e.getOriginalMessage(), e);
    }
    for (String key : List.of("id2label", "class_to_idx")) if (root.has(key)) root = root.path(key);
    Map<Integer, ClassName> classes = new TreeMap<>();
    if (root.isArray()) for (JsonNode entry : root) classes.put(classes.size(), named(source, classes.size(), entry));
    for (Map.Entry<String, JsonNode> entry : root.properties())
      put(classes, source, named(source, entry.getKey(), entry.getValue()));
    for (int i = 0; i < classes.size(); i++)
      if (!classes.containsKey(i))
        throw new WeightsException(source + " has " + classes.size() + " classes, and none of the index " + i);
    if (classes.isEmpty()) throw new WeightsException(source + ": there are no class names in it");
    return List.copyOf(classes.values());
  }

  private static void put(Map<Integer, ClassName> classes, String source, ClassName entry) {
    ClassName other = classes.put(entry.index(), entry);
    if (other != null)
      throw new WeightsException(
          source + ": the index " + entry.index() + " is there twice, as '" + other.name() + "' and '" + entry.name() + "'");
  }

  /** "0": "tench", or "tench": 0. */
  private static ClassName named(String source, String key, JsonNode value) {
    if (!value.isNumber()) {
      int index = index(source, key);
      return named(source, index, value);
    }
    if (!value.isIntegralNumber() || !value.canConvertToInt() || value.asInt() < 0)
      throw new WeightsException(source + ": the class '" + key + "' has the index " + value + ", which is none");
    if (key.isBlank()) throw new WeightsException(source + ": the class of index " + value + " has no name");
    return named(value.asInt(), key.strip());
  }

  private static int index(String source, String key) {
    if (!key.matches("\\d{1,9}"))
      throw new WeightsException(source + ": '" + key + "' is no index; wanted is {\"0\": \"name\", \"1\": …} or {\"name\": 0, …}");
    return Integer.parseInt(key);
  }

  /** "tench" or ["n01440764", "tench"]. */
  private static ClassName named(String source, int index, JsonNode entry) {
    JsonNode name = entry.isArray() && entry.size() == 2 ? entry.path(1) : entry;
    if (!name.isString() || name.asString().isBlank() || entry.isArray() && !entry.path(0).isString())
      throw new WeightsException(source + ": the class of index " + index + " is neither \"name\" nor [\"id\", \"name\"]");
    return entry.isArray()
        ? new ClassName(index, entry.path(0).asString(), name.asString().strip())
        : named(index, name.asString().strip());
  }
}
