package lucida.cam.pixels;

import lucida.cam.Method;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.cam.Settings;
import lucida.cam.Statement;
import lucida.cam.Unit;
import lucida.cam.channels.GradCam;

/**
 * Deconvolution Grad-CAM — Selvaraju et al., ICCV 2017, arXiv 1610.02391, section 5.1: where Grad-CAM says, with the detail of DeconvNet.
 *
 * <pre>
 *   M = Up(L) ⊙ DeconvNet(x)     [GC 5] with [BP 2]  explain
 * </pre>
 *
 * @param cam whose map L is taken, after its ReLU
 * @param deconv the paper takes the score itself
 */
public record DeconvolutionGradCam(GradCam cam, DeconvNet deconv) implements Method {
  /** With the user's settings. */
  public DeconvolutionGradCam(Settings s) { this(new GradCam(s), new DeconvNet(s)); }

  @Override
  public String name() { return "deconvolution-gradcam"; }

  @Override
  public Statement statement() {
    return new Statement("Deconvolution Grad-CAM", cam.statement().paper(), "Grad-CAM says where, DeconvNet which edges.", "[GC 5]",
        "[BP 2]");
  }

  @Override
  public Unit unit() { return cam.unit().times(deconv.unit()); }

  @Override
  public long runs(Probe probe) { return cam.runs(probe) + deconv.runs(probe); }

  @Override
  public SaliencyMap explain(Probe probe) {
    SaliencyMap coarse = cam.explain(probe);
    return SaliencyMap.signed(GuidedGradCam.up(coarse.map(), probe.pixels(deconv)), this, probe, coarse.flags())
        .knowing(coarse.facts());
  }
}
