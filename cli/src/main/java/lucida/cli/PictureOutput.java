package lucida.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;
import lucida.cam.Target;
import lucida.pictures.Picture;
import lucida.report.ExplainedMap;
import lucida.report.ExplainedPicture;
import lucida.report.MapFiles;

/**
 * Where a picture with its maps goes: to files, and to standard output as text or as records.
 *
 * @param folder of the files
 * @param written is told of every file
 * @param chosen the network that explained it
 * @param arrays whether the maps, the scores and the activations are written too
 * @param json whether records are printed instead of text
 * @param all whether all methods were asked for
 * @param about what holds for all pictures
 */
record PictureOutput(Path folder, WrittenFiles written, ModelOptions.Chosen chosen, boolean arrays, boolean json, boolean all,
    RunFacts about,
    PrintWriter out) {
  /** Prints the head, once there is something below it. */
  void begin() {
    if (!json) about.print(out);
  }

  /** Writes and prints it. */
  void write(ExplainedPicture picture, InputFile.Loaded loaded, PictureRun run) throws IOException {
    if (!json) new ExplainText(out, all).print(picture);
    MapFiles files = new MapFiles(folder, picture.stem());
    for (ExplainedMap map : picture.maps()) {
      SequencedMap<String, Path> ofMap = files.save(map, picture.shown(), arrays);
      for (Path file : ofMap.values()) written.add(picture.stem(), file);
      if (json) out.println(MapJson.of(chosen, about, loaded, map, ofMap));
    }
    List<Picture> pages = picture.contactSheet(chosen.model().network().name());
    for (int page = 1; page <= pages.size(); page++) {
      files.write(files.sheet(page), pages.get(page - 1));
      written.add(picture.stem(), files.sheet(page));
    }
    if (arrays) arrays(files, loaded, run);
  }

  private void arrays(MapFiles files, InputFile.Loaded loaded, PictureRun run) throws IOException {
    for (String layer : run.layers()) {
      files.write(files.activations(layer), run.probe(loaded, layer, Target.predicted()).activations());
      written.add(loaded.stem(), files.activations(layer));
    }
    files.write(files.logits(), run.probe(loaded, run.layers().getFirst(), Target.predicted()).logits());
    written.add(loaded.stem(), files.logits());
  }
}
