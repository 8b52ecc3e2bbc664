package lucida.cli;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SequencedMap;
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
    StringWriter text = new StringWriter();
    try (JsonGenerator out = MapJson.generator(text)) {
      out.writeStartObject();
      out.writeStringProperty("picture", picture.stem());
      out.writeStringProperty("model", chosen.model().network().name());
      out.writeNumberProperty("class", picture.of().id());
      out.writeStringProperty("className", picture.of().name());
      MapJson.number(out, "logit", picture.of().logit());
      MapJson.number(out, "probability", picture.of().probability().orElse(Double.NaN));
      out.writeStringProperty("layer", picture.layer());
      study(out, picture.study());
      PreprocessingJson.write(out, loaded, chosen);
      about.write(out);
      out.writeName("files").writeStartObject();
      files.forEach((kind, path) -> out.writeStringProperty(kind, path.toString()));
      out.writeEndObject();
      out.writeEndObject();
    }
    return text.toString();
  }

  private static void study(JsonGenerator out, DerivativeStudy study) {
    out.writeStringProperty("score", study.score().toString());
    out.writeBooleanProperty("dividedByY", study.score().unit().relative());
    out.writeStringProperty("route", study.route().description());
    out.writeStringProperty("routeName", study.route().name().toLowerCase(Locale.ROOT));
    MapJson.number(out, "seconds", study.seconds());
    out.writeName("shape").writeStartArray();
    for (int extent : study.A().shape().extents()) out.writeNumber(extent);
    out.writeEndArray();
    out.writeStringProperty("precision", study.D().first().precision().name().toLowerCase(Locale.ROOT).replace("float", "f"));
    DerivativeText.tensors(study).forEach((name, tensor) -> distribution(out, name, Distribution.of(tensor)));
    poles(out, study);
    out.writeName("others").writeStartArray();
    study.others().forEach(other -> other(out, other));
    out.writeEndArray();
    study.estimate().ifPresent(estimate -> estimate(out, study, estimate));
    out.writeName("closed").writeStartObject();
    MapJson.number(out, "alphaError", study.shortcut().alphaError());
    MapJson.number(out, "rankCorrelation", study.shortcut().maps().spearman());
    MapJson.number(out, "top10Overlap", study.shortcut().topOverlap());
    out.writeEndObject();
    out.writeName("ansatz").writeStartObject();
    out.writeNumberProperty("cells", study.cells().length);
    MapJson.number(out, "kept", study.ansatz().kept().norm());
    MapJson.number(out, "droppedPositions", study.ansatz().positions().norm());
    MapJson.number(out, "droppedChannels", study.ansatz().channels().norm());
    MapJson.number(out, "droppedShare", study.ansatz().droppedShare());
    out.writeEndObject();
    out.writeName("rowSumErrors").writeStartObject();
    MapJson.number(out, "D2", study.rowSumErrors().getFirst());
    MapJson.number(out, "D3", study.rowSumErrors().getLast());
    out.writeEndObject();
  }

  private static void estimate(JsonGenerator out, DerivativeStudy study, EstimatedDerivatives estimate) {
    out.writeName("estimate").writeStartObject();
    out.writeNumberProperty("probes", estimate.probes());
    MapJson.number(out, "seconds", estimate.seconds());
    MapJson.number(out, "confidence", ErrorBars.CONFIDENCE);
    study.coverage(estimate).forEach((name, row) -> {
      out.writeName(name).writeStartObject();
      MapJson.number(out, "medianHalfWidth", row.halfWidth());
      MapJson.number(out, "bounded", row.bounded());
      MapJson.number(out, "holdsExact", row.holding());
      out.writeEndObject();
    });
    out.writeEndObject();
  }

  private static void distribution(JsonGenerator out, String name, Distribution d) {
    out.writeName(name).writeStartObject();
    MapJson.number(out, "min", d.min());
    MapJson.number(out, "lowerQuartile", d.lowerQuartile());
    MapJson.number(out, "median", d.median());
    MapJson.number(out, "upperQuartile", d.upperQuartile());
    MapJson.number(out, "max", d.max());
    MapJson.number(out, "zeros", d.zeros());
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
      MapJson.number(out, "condition", study.condition().cell(e));
      MapJson.number(out, "denominator", study.alpha().denominator().cell(e));
      MapJson.number(out, "alpha", study.alpha().alpha().cell(e));
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void other(JsonGenerator out, RouteComparison other) {
    out.writeStartObject();
    out.writeStringProperty("route", other.route());
    out.writeNumberProperty("cells", other.cells());
    MapJson.number(out, "D1", other.first());
    MapJson.number(out, "D2", other.second());
    MapJson.number(out, "D3", other.third());
    MapJson.number(out, "seconds", other.seconds());
    out.writeStringProperty("verdict", other.verdict());
    out.writeEndObject();
  }
}
