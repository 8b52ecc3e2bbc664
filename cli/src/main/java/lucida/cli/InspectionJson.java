package lucida.cli;

import java.io.StringWriter;
import java.util.List;
import lucida.core.Shape;
import lucida.layers.Mismatch;
import lucida.layers.Mode;
import lucida.layers.Network;
import lucida.layers.Summary;
import lucida.weights.Inspection;
import lucida.weights.StoredTensor;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** What a file contains, for programs: one object on one line. */
final class InspectionJson {
  private InspectionJson() {}

  static String of(String file, Inspection of) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      out.writeStartObject();
      out.writeStringProperty("file", file);
      out.writeStringProperty("format", of.format());
      out.writeName("metadata").writeStartObject();
      of.metadata().forEach(out::writeStringProperty);
      out.writeEndObject();
      finding(out, of.finding());
      names(out, "nonFinite", of.nonFinite());
      out.writeName("tensors").writeStartArray();
      for (StoredTensor t : of.tensors()) {
        out.writeStartObject();
        out.writeStringProperty("name", t.name());
        out.writeStringProperty("type", t.type());
        shape(out, t.shape());
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    return text.toString();
  }

  private static void finding(JsonGenerator out, Inspection.Finding finding) {
    switch (finding) {
      case Inspection.Finding.BuiltIn(Network network, Mismatch mismatch) -> {
        out.writeStringProperty("architecture", network.name());
        if (mismatch.size() == 0) out.writeStringProperty("scores", network.write(1, Mode.INFERENCE).scoreKind().toString());
        names(out, "missing", mismatch.missing());
        names(out, "unexpected", mismatch.unexpected());
        names(out, "misshapen", mismatch.misshapen());
      }
      case Inspection.Finding.Own(Network network) -> layers(out, network);
      case Inspection.Finding.Unknown(String why) -> out.writeStringProperty("problem", why);
    }
  }

  private static void layers(JsonGenerator out, Network network) {
    out.writeName("input");
    extents(out, network.input());
    out.writeStringProperty("scores", network.write(1, Mode.INFERENCE).scoreKind().toString());
    out.writeName("layers").writeStartArray();
    for (Summary.Row row : Summary.of(network).rows()) {
      out.writeStartObject();
      out.writeStringProperty("name", row.node().name());
      out.writeStringProperty("kind", row.node().layer().kind());
      names(out, "inputs", row.node().inputs());
      shape(out, row.output());
      out.writeNumberProperty("parameters", row.parameters());
      out.writeNumberProperty("multiplyAdds", row.multiplyAdds());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void names(JsonGenerator out, String property, List<String> names) {
    out.writeName(property).writeStartArray();
    names.forEach(out::writeString);
    out.writeEndArray();
  }

  private static void shape(JsonGenerator out, Shape shape) {
    out.writeName("shape");
    extents(out, shape);
  }

  private static void extents(JsonGenerator out, Shape shape) {
    out.writeStartArray();
    for (int extent : shape.extents()) out.writeNumber(extent);
    out.writeEndArray();
  }
}
