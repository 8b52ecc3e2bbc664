package lucida.report;

import java.io.IOException;
import java.nio.file.Path;
import lucida.judge.results.LossCurves;
import lucida.judge.results.SeedTable;

/**
 * The page of an experiment, {@code report.html}, and its plot and pictures as files of their own: cam-surgery.svg, cam-surgery.png, pictures.png.
 *
 * @param table what was measured
 * @param pictures of one seed
 */
public record SurgeryPage(SeedTable table, StudyPictures pictures) {
  private static final String TITLE = "What does CAM cost, that Grad-CAM avoids?";
  private static final String IDEA = """
      CAM is defined for networks that end in global average pooling and one linear layer. Another network has to be changed first: its dense layers are cut out, a convolution, global
      average pooling and a linear layer take their place, and it is trained again (Zhou et al. 2016, arXiv 1512.04150). Grad-CAM takes the network as it is (Selvaraju et al. 2017,
      arXiv 1610.02391). Here both are done to a small network that learned scenes whose objects are known to the pixel: “before” is the network as it is, “gap” the changed one after
      some more epochs, “dense” the unchanged one after as many. In “gap” CAM and Grad-CAM weight channels alike [GC 3]: they differ by the ReLU alone. Seeds differ in the
      scenes that are learned, the new weights, the order, and the scenes of the test; the network that all begin with is the same.""";

  /** Writes all of them. */
  public void write(Path folder) throws IOException {
    new StudyPage("cam-surgery", TITLE, IDEA, "Share of unseen scenes that are classified right, in per cent.",
        "In per cent; localisation-error is lower where better, all others higher. “any” are controls, which do not look at the network.",
        table, LossCurves.NONE, pictures).write(folder);
  }
}
