package lucida.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import lucida.cam.Probe;
import lucida.cam.derivatives.DerivativeRoute;
import lucida.core.PlainText;
import lucida.core.Tensor;
import lucida.files.WholeFile;
import lucida.report.DerivativePage;
import lucida.report.DerivativeText;
import lucida.report.MapFiles;
import lucida.report.StudiedPicture;

/**
 * Where derivatives go: to files, to the page, and to standard output as text or as records.
 *
 * @param written receives every file of a picture
 * @param records receives the record of every class and layer
 */
record DerivativesOutput(OutputOptions options, ModelOptions.Chosen chosen, RunFacts about, WrittenFiles written, WholeFile records,
    DerivativePage page, PrintWriter out) {
  /** Writes and prints those of one class at one layer. */
  void write(InputFile.Loaded loaded, StudiedPicture picture, Probe probe) throws IOException {
    written.about(picture.stem());
    SequencedMap<String, Path> files = options.arrays() ? arrays(picture, probe) : new LinkedHashMap<>();
    String record = PlainText.ofLines(DerivativesJson.of(chosen, about, loaded, picture, files));
    if (options.json()) out.println(record);
    else text(picture, probe);
    out.flush();
    records.append(record + "\n");
    page.add(picture);
  }

  private void text(StudiedPicture picture, Probe probe) {
    DerivativeText.print(picture, out);
    if (!options.explainsRoute()) return;
    out.println();
    for (DerivativeRoute route : DerivativeRoute.values())
      route.obstacle(probe, picture.study().score())
          .ifPresent(obstacle -> out.println("  not by " + route.description() + ": " + obstacle));
  }

  private SequencedMap<String, Path> arrays(StudiedPicture picture, Probe probe) throws IOException {
    MapFiles files = new MapFiles(options.folder(), picture.stem());
    SequencedMap<String, Path> saved = new LinkedHashMap<>();
    for (Map.Entry<String, Tensor> tensor : DerivativeText.tensors(picture.study()).entrySet())
      save(files, picture, tensor.getKey(), files.derivative(picture.of(), picture.layer(), tensor.getKey()), tensor.getValue(),
          saved);
    save(files, picture, "activations", files.activations(picture.layer()), picture.study().A(), saved);
    save(files, picture, "logits", files.logits(), probe.logits(), saved);
    return saved;
  }

  private void save(MapFiles files, StudiedPicture picture, String kind, Path file, Tensor tensor, SequencedMap<String, Path> saved)
      throws IOException {
    files.write(file, tensor);
    written.add(picture.stem(), file);
    saved.put(kind, file);
  }
}
