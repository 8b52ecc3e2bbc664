package lucida.cli;

import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * What a run was started with: all that is needed to start it again.
 *
 * @param version of lucida and Java
 * @param directory where it was started, from which relative paths lead
 * @param arguments as they were typed, those of {@code @FILE}s and of the defaults' file in their place
 * @param pictures the number of files of pictures and arrays; 0 for the bundled picture
 * @param files those of the network and of its labels
 */
record Invocation(String version, String directory, List<String> arguments, int pictures, List<RecordedFile> files) {
  /** The format of the records; it changes when a record of before cannot be repeated. */
  static final int FORMAT = 1;

  /** Properties of an object. */
  void write(JsonGenerator out) {
    out.writeNumberProperty("format", FORMAT);
    out.writeStringProperty("version", version);
    out.writeStringProperty("directory", directory);
    out.writeName("arguments").writeStartArray();
    arguments.forEach(out::writeString);
    out.writeEndArray();
    out.writeNumberProperty("pictures", pictures);
    out.writeName("networkFiles").writeStartArray();
    files.forEach(file -> file.write(out));
    out.writeEndArray();
  }

  /**
   * Reads it again.
   *
   * @throws IllegalArgumentException in one sentence, if a property is missing or of another kind, or the format is another
   */
  static Invocation of(JsonFields run) {
    int format = run.number("format");
    if (format != FORMAT)
      throw new IllegalArgumentException(run.source() + " is of format " + format + ", and this lucida repeats format " + FORMAT
          + " only: use the version that wrote it" + run.optional("version").map(version -> " (" + version + ")").orElse(""));
    return new Invocation(run.text("version"), run.text("directory"), run.texts("arguments"), run.number("pictures"),
        run.objects("networkFiles").stream().map(file -> new RecordedFile(file.text("path"), file.text("sha256"))).toList());
  }
}
