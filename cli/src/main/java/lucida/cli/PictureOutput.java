package lucida.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.SequencedMap;
import lucida.cam.Target;
import lucida.report.ExplainedMap;
import lucida.report.ExplainedPicture;
import lucida.report.MapFiles;

/**
 * Where a picture with its maps goes: to files, and to standard output as text or as records.
 *
 * @param folder of the files
 * @param chosen the network that explained it
 * @param arrays whether the maps, the scores and the activations are written too
 * @param json whether records are printed instead of text
 * @param all whether all methods were asked for
 * @param about what holds for all pictures
 */
record PictureOutput(Path folder, ModelOptions.Chosen chosen, boolean arrays, boolean json, boolean all, RunFacts about,
    PrintWriter out) {
  /** Prints the head, once there is something below it. */
  void begin() {
    if (!json) about.print(out);
  }

  /** Writes and prints it. Returns how many files were written. */
  int write(ExplainedPicture picture, InputFile.Loaded loaded, PictureRun run) throws IOException {
    if (!json) new ExplainText(out, all).print(picture);
    MapFiles files = new MapFiles(folder, picture.stem());
    String network = chosen.model().network().name();
    int written = 1;
    for (ExplainedMap map : picture.maps()) {
      SequencedMap<String, Path> ofMap = files.save(map, picture.shown(), arrays);
      written += ofMap.size();
      if (json) out.println(MapJson.of(chosen, about, loaded, map, ofMap));
    }
    files.write(files.sheet(), picture.contactSheet(network));
    return arrays ? written + arrays(files, loaded, run) : written;
  }

  private int arrays(MapFiles files, InputFile.Loaded loaded, PictureRun run) throws IOException {
    int written = 1;
    for (String layer : run.layers()) {
      files.write(files.activations(layer), run.probe(loaded, layer, Target.predicted()).activations());
      written++;
    }
    files.write(files.logits(), run.probe(loaded, run.layers().getFirst(), Target.predicted()).logits());
    return written;
  }
}
