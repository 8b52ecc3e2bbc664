package lucida.cli;

import java.io.StringWriter;
import java.util.List;
import lucida.book.EvaluatedEquation;
import lucida.book.NumberTable;
import lucida.book.Outcome;
import tools.jackson.core.JsonGenerator;

/** What was found about an equation as a record for other programs: one object on one line. */
final class EquationJson {
  private EquationJson() {}

  static String of(EvaluatedEquation entry) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = RecordJson.generator(text)) {
      out.writeStartObject();
      out.writeStringProperty("tag", entry.equation().tag());
      out.writeStringProperty("kind", entry.equation().kind());
      out.writeStringProperty("title", entry.equation().title());
      out.writeStringProperty("statement", entry.equation().statement().text());
      out.writeStringProperty("on", entry.place().isEmpty() ? "given" : entry.place());
      out.writeStringProperty("verdict", entry.verdict().toString());
      outcome(out, entry.outcome());
      out.writeEndObject();
    }
    return text.toString();
  }

  private static void outcome(JsonGenerator out, Outcome outcome) {
    switch (outcome) {
      case Outcome.Residual r -> {
        RecordJson.number(out, "residual", r.residual());
        RecordJson.number(out, "tolerance", Outcome.TOLERANCE);
        out.writeStringProperty("routes", r.routes());
        out.writeStringProperty("failsOn", r.failsOn());
        RecordJson.number(out, "residualThere", r.residualThere());
      }
      case Outcome.Sequence s -> {
        out.writeStringProperty("routes", s.routes());
        out.writeStringProperty("rule", s.rule());
        out.writeStringProperty("parameter", s.parameter());
        steps(out, "gaps", s.steps());
        out.writeStringProperty("contrast", s.contrast());
        steps(out, "contrastGaps", s.contrasted());
      }
      case Outcome.Numbers(NumberTable table) -> numbers(out, table);
      case Outcome.NotEvaluated(String note) -> out.writeStringProperty("note", note);
    }
  }

  private static void steps(JsonGenerator out, String name, List<Outcome.Step> steps) {
    out.writeName(name).writeStartArray();
    for (Outcome.Step step : steps) {
      out.writeStartObject();
      RecordJson.number(out, "at", step.parameter());
      RecordJson.number(out, "gap", step.gap());
      RecordJson.number(out, "bound", step.bound());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  /** A number a name; where there are columns an object of them. */
  private static void numbers(JsonGenerator out, NumberTable table) {
    out.writeStringProperty("where", table.caption());
    out.writeName("numbers").writeStartObject();
    for (NumberTable.Row row : table.rows()) {
      if (table.columns().size() == 1) {
        RecordJson.number(out, row.name(), row.numbers().getFirst());
        continue;
      }
      out.writeName(row.name()).writeStartObject();
      for (int i = 0; i < table.columns().size(); i++) RecordJson.number(out, table.columns().get(i), row.numbers().get(i));
      out.writeEndObject();
    }
    out.writeEndObject();
  }
}
