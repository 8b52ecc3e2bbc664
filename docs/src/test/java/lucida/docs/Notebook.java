package lucida.docs;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;

/**
 * A page as a Jupyter notebook, nbformat 4.5: its prose, and its {@code java} blocks with the output and the pictures that the page shows.
 * Nothing runs: that they are true is what {@link Page#problems} checks.
 */
final class Notebook {
  private static final DefaultIndenter LINES = new DefaultIndenter(" ", "\n");
  private static final Separators JUPYTER = Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.AFTER)
      .withObjectEmptySeparator("").withArrayEmptySeparator("");

  /** A cell; of prose without output. */
  private record Cell(boolean isCode, String source, List<Block> outputs) {}

  private Notebook() {}

  /**
   * The notebook of a page.
   *
   * @param start says how to start it
   * @param setUp the code that finds the library, not part of the page
   */
  static String of(Page page, String start, String setUp) throws IOException {
    List<Cell> cells = new ArrayList<>(
        List.of(new Cell(false, start.strip(), List.of()), new Cell(true, setUp.strip(), List.of())));
    for (Block block : page.blocks()) {
      switch (block.language()) {
        case "java" -> cells.add(new Cell(true, block.text(), new ArrayList<>()));
        case "text", Block.PICTURE -> cells.getLast().outputs.add(block);
        default -> cells.add(new Cell(false, block.markdown(), List.of()));
      }
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(new Indented(), text)) {
      write(page, cells, out);
    }
    return text + "\n";
  }

  /** As Jupyter itself indents. */
  private static final class Indented extends ObjectWriteContext.Base {
    @Override
    public PrettyPrinter getPrettyPrinter() {
      return new DefaultPrettyPrinter(JUPYTER).withArrayIndenter(LINES).withObjectIndenter(LINES);
    }
  }

  private static void write(Page page, List<Cell> cells, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeArrayPropertyStart("cells");
    int count = 0;
    for (int i = 0; i < cells.size(); i++) {
      boolean ran = cells.get(i).isCode && i > 1;
      write(page, cells.get(i), "cell-" + i, ran ? ++count : 0, out);
    }
    out.writeEndArray();
    out.writeObjectPropertyStart("metadata");
    out.writeObjectPropertyStart("kernelspec");
    out.writeStringProperty("display_name", "Java");
    out.writeStringProperty("language", "java");
    out.writeStringProperty("name", "rapaio-jupyter-kernel");
    out.writeEndObject();
    out.writeObjectPropertyStart("language_info");
    out.writeStringProperty("file_extension", ".java");
    out.writeStringProperty("mimetype", "text/x-java-source");
    out.writeStringProperty("name", "java");
    out.writeEndObject();
    out.writeEndObject();
    out.writeNumberProperty("nbformat", 4);
    out.writeNumberProperty("nbformat_minor", 5);
    out.writeEndObject();
  }

  /** A cell; its count is 0 if it did not run. */
  private static void write(Page page, Cell cell, String id, int count, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringProperty("cell_type", cell.isCode ? "code" : "markdown");
    if (cell.isCode) count(out, count);
    out.writeStringProperty("id", id);
    empty(out, "metadata");
    if (cell.isCode) {
      out.writeArrayPropertyStart("outputs");
      for (Block output : cell.outputs) output(page, output, count, out);
      out.writeEndArray();
    }
    lines(out, "source", cell.source);
    out.writeEndObject();
  }

  private static void output(Page page, Block output, int count, JsonGenerator out) throws IOException {
    out.writeStartObject();
    if (output.language().equals(Block.PICTURE)) {
      out.writeObjectPropertyStart("data");
      out.writeStringProperty("image/png",
          Base64.getEncoder().encodeToString(Files.readAllBytes(page.folder().resolve(output.text()))));
      out.writeEndObject();
      count(out, count);
      empty(out, "metadata");
      out.writeStringProperty("output_type", "execute_result");
    } else {
      out.writeStringProperty("name", "stdout");
      out.writeStringProperty("output_type", "stream");
      lines(out, "text", output.text() + "\n");
    }
    out.writeEndObject();
  }

  private static void count(JsonGenerator out, int count) {
    if (count == 0) out.writeNullProperty("execution_count");
    else out.writeNumberProperty("execution_count", count);
  }

  private static void empty(JsonGenerator out, String name) {
    out.writeObjectPropertyStart(name);
    out.writeEndObject();
  }

  /** Text as Jupyter stores it: a list of lines, each with its end. */
  private static void lines(JsonGenerator out, String name, String text) {
    out.writeArrayPropertyStart(name);
    for (String line : text.split("(?<=\n)", 0)) out.writeString(line);
    out.writeEndArray();
  }
}
