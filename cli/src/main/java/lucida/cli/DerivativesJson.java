package lucida.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.SequencedMap;
import lucida.book.AnsatzTerms;
import lucida.book.ChosenCells;
import lucida.book.DerivativeStudy;
import lucida.book.Distribution;
import lucida.book.ErrorBars;
import lucida.book.EstimatedDerivatives;
import lucida.book.RouteComparison;
import lucida.report.DerivativeText;
import lucida.report.StudiedPicture;
import tools.jackson.core.JsonGenerator;

/** The derivatives of one class at one layer as a record for other programs: one object on one line. */
final class DerivativesJson {
  private static final int POLES = 100;

  private DerivativesJson() {}

  static String of(ModelOptions.Chosen chosen, RunFacts about, InputFile.Loaded loaded, StudiedPicture picture,
      SequencedMap<String, Path> files) {
    return RecordJson.of(chosen, about, loaded, picture.of(), files, out -> {
      out.writeStringProperty("layer", picture.layer());
      study(out, picture.study());
    });
  }

  private static void study(JsonGenerator out, DerivativeStudy study) {
    out.writeStringProperty("score", study.score().toString());
    out.writeBooleanProperty("dividedByY", study.score().unit().relative());
    out.writeStringProperty("route", study.route().description());
    out.writeStringProperty("routeName", study.route().name().toLowerCase(Locale.ROOT));
    RecordJson.number(out, "seconds", study.seconds());
    out.writeName("shape").writeStartArray();
    for (int extent : study.A().shape().extents()) out.writeNumber(extent);
    out.writeEndArray();
    chosen(out, study.chosen());
    out.writeStringProperty("precision", study.D().first().precision().name().toLowerCase(Locale.ROOT).replace("float", "f"));
    DerivativeText.tensors(study).forEach((name, tensor) -> distribution(out, name, Distribution.of(tensor)));
    poles(out, study);
    out.writeName("others").writeStartArray();
    study.others().forEach(other -> other(out, other));
    out.writeEndArray();
    study.estimate().ifPresent(estimate -> estimate(out, study, estimate));
    out.writeName("closed").writeStartObject();
    RecordJson.number(out, "alphaError", study.shortcut().alphaError());
    RecordJson.number(out, "rankCorrelation", study.shortcut().rankCorrelation());
    RecordJson.number(out, "top10Overlap", study.shortcut().topOverlap());
    out.writeEndObject();
    study.ansatz().ifPresent(terms -> ansatz(out, terms, study.cells().length));
    out.writeName("rowSumErrors").writeStartObject();
    RecordJson.number(out, "D2", study.rowSumErrors().getFirst());
    RecordJson.number(out, "D3", study.rowSumErrors().getLast());
    out.writeEndObject();
  }

  private static void ansatz(JsonGenerator out, AnsatzTerms terms, int cells) {
    out.writeName("ansatz").writeStartObject();
    out.writeNumberProperty("cells", cells);
    RecordJson.number(out, "kept", terms.kept().norm());
    RecordJson.number(out, "droppedPositions", terms.positions().norm());
    RecordJson.number(out, "droppedChannels", terms.channels().norm());
    RecordJson.number(out, "droppedShare", terms.droppedShare());
    out.writeEndObject();
  }

  private static void chosen(JsonGenerator out, ChosenCells chosen) {
    out.writeNumberProperty("cells", chosen.count());
    if (!chosen.channels().isEmpty()) {
      out.writeName("channels").writeStartArray();
      chosen.channels().forEach(out::writeNumber);
      out.writeEndArray();
    }
    if (chosen.positions().isEmpty()) return;
    out.writeName("positions").writeStartArray();
    for (int ij : chosen.positions())
      out.writeStartArray().writeNumber(ij / chosen.shape().extent(2)).writeNumber(ij % chosen.shape().extent(2)).writeEndArray();
    out.writeEndArray();
  }

  private static void estimate(JsonGenerator out, DerivativeStudy study, EstimatedDerivatives estimate) {
    out.writeName("estimate").writeStartObject();
    out.writeNumberProperty("probes", estimate.probes());
    RecordJson.number(out, "seconds", estimate.seconds());
    RecordJson.number(out, "confidence", ErrorBars.CONFIDENCE);
    study.coverage(estimate).forEach((name, row) -> {
      out.writeName(name).writeStartObject();
      RecordJson.number(out, "medianHalfWidth", row.halfWidth());
      RecordJson.number(out, "bounded", row.bounded());
      RecordJson.number(out, "holdsExact", row.holding());
      out.writeEndObject();
    });
    out.writeEndObject();
  }

  private static void distribution(JsonGenerator out, String name, Distribution d) {
    out.writeName(name).writeStartObject();
    RecordJson.number(out, "min", d.min());
    RecordJson.number(out, "lowerQuartile", d.lowerQuartile());
    RecordJson.number(out, "median", d.median());
    RecordJson.number(out, "upperQuartile", d.upperQuartile());
    RecordJson.number(out, "max", d.max());
    RecordJson.number(out, "zeros", d.zeros());
    out.writeEndObject();
  }

  private static void poles(JsonGenerator out, DerivativeStudy study) {
    out.writeNumberProperty("poles", study.alpha().poles().size());
    out.writeNumberProperty("dead", study.alpha().dead().size());
    out.writeName("nearestToPoles").writeStartArray();
    for (int e : study.nearestToPoles(POLES)) {
      int[] kij = study.A().shape().index(e);
      out.writeStartObject();
      out.writeNumberProperty("channel", kij[0]);
      out.writeNumberProperty("row", kij[1]);
      out.writeNumberProperty("column", kij[2]);
      RecordJson.number(out, "condition", study.condition().cell(e));
      RecordJson.number(out, "denominator", study.alpha().denominator().cell(e));
      RecordJson.number(out, "alpha", study.alpha().alpha().cell(e));
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void other(JsonGenerator out, RouteComparison other) {
    out.writeStartObject();
    out.writeStringProperty("route", other.route());
    out.writeNumberProperty("cells", other.cells());
    RecordJson.number(out, "D1", other.first());
    RecordJson.number(out, "D2", other.second());
    RecordJson.number(out, "D3", other.third());
    RecordJson.number(out, "seconds", other.seconds());
    out.writeStringProperty("verdict", other.verdict());
    out.writeEndObject();
  }
}
