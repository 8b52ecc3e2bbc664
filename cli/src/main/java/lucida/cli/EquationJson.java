package lucida.cli;

import java.io.StringWriter;
import java.util.List;
import lucida.book.Entry;
import lucida.book.Finding;
import lucida.book.Table;
import tools.jackson.core.JsonGenerator;

/** What was found about an equation as a record for other programs: one object on one line. */
final class EquationJson {
  private EquationJson() {}

  static String of(Entry entry) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = MapJson.generator(text)) {
      out.writeStartObject();
      out.writeStringProperty("tag", entry.equation().tag());
      out.writeStringProperty("kind", entry.equation().kind());
      out.writeStringProperty("title", entry.equation().title());
      out.writeStringProperty("statement", entry.equation().statement().text());
      out.writeStringProperty("on", entry.place().isEmpty() ? "given" : entry.place());
      out.writeStringProperty("verdict", entry.verdict().toString());
      finding(out, entry.finding());
      out.writeEndObject();
    }
    return text.toString();
  }

  private static void finding(JsonGenerator out, Finding finding) {
    switch (finding) {
      case Finding.Residual r -> {
        MapJson.number(out, "residual", r.residual());
        MapJson.number(out, "tolerance", Finding.TOLERANCE);
        out.writeStringProperty("routes", r.routes());
        out.writeStringProperty("failsOn", r.failsOn());
        MapJson.number(out, "residualThere", r.residualThere());
      }
      case Finding.Sequence s -> {
        out.writeStringProperty("routes", s.routes());
        out.writeStringProperty("rule", s.rule());
        out.writeStringProperty("parameter", s.parameter());
        steps(out, "gaps", s.steps());
        out.writeStringProperty("contrast", s.contrast());
        steps(out, "contrastGaps", s.contrasted());
      }
      case Finding.Numbers(Table table) -> numbers(out, table);
      case Finding.Nothing(String note) -> out.writeStringProperty("note", note);
    }
  }

  private static void steps(JsonGenerator out, String name, List<Finding.Step> steps) {
    out.writeName(name).writeStartArray();
    for (Finding.Step step : steps) {
      out.writeStartObject();
      MapJson.number(out, "at", step.parameter());
      MapJson.number(out, "gap", step.gap());
      MapJson.number(out, "bound", step.bound());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  /** A number a name; where there are columns an object of them. */
  private static void numbers(JsonGenerator out, Table table) {
    out.writeStringProperty("where", table.caption());
    out.writeName("numbers").writeStartObject();
    for (Table.Row row : table.rows()) {
      if (table.columns().size() == 1) {
        MapJson.number(out, row.name(), row.numbers().getFirst());
        continue;
      }
      out.writeName(row.name()).writeStartObject();
      for (int i = 0; i < table.columns().size(); i++) MapJson.number(out, table.columns().get(i), row.numbers().get(i));
      out.writeEndObject();
    }
    out.writeEndObject();
  }
}
