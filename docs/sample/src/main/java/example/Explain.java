package example;

import java.nio.file.Path;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.cam.channels.GradCam;
import lucida.core.Precision;
import lucida.core.kernel.KernelChoice;
import lucida.layers.Model;
import lucida.pictures.ColourScale;
import lucida.pictures.Overlay;
import lucida.pictures.Picture;
import lucida.pictures.Preprocessing;
import lucida.plan.Plan;
import lucida.weights.model.ModelFiles;

/** Grad-CAM of the predicted class, over the photograph: {@code Explain NETWORK.onnx PHOTOGRAPH OVERLAY.png}. */
public final class Explain {
  private Explain() {}

  public static void main(String[] files) throws Exception {
    Model model = ModelFiles.open(Path.of(files[0]));
    Preprocessing preprocessing = Preprocessing.TORCHVISION; // what the network was trained with: its file does not say
    Picture photograph = Picture.read(Path.of(files[1]));

    Subject subject = Subject.of(model, Plan.float32()); // at the layer that is usual; or .at("layer4")
    Probe probe = subject.probe(preprocessing.tensor(photograph, Precision.FLOAT32), Target.predicted());
    SaliencyMap map = new GradCam().explain(probe);

    Overlay.DEFAULT.over(photograph, preprocessing.region(photograph), map.map(), ColourScale.max(map.map())).write(Path.of(files[2]));
    IO.println(map.origin().method() + " of " + map.origin().target() + " at " + map.origin().layer() + " of " + model);
    IO.println(KernelChoice.standard().reason());
  }
}
