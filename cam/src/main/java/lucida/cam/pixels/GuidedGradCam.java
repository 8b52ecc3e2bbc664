package lucida.cam.pixels;

import lucida.cam.Method;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.cam.Statement;
import lucida.cam.Unit;
import lucida.cam.channels.ChannelWeighted;
import lucida.cam.channels.GradCam;
import lucida.core.Tensor;
import lucida.pictures.Filter;
import lucida.pictures.Resize;

/**
 * Guided Grad-CAM — Selvaraju et al., ICCV 2017, arXiv 1610.02391, section 3.2 — and Guided Grad-CAM++ — Chattopadhay et al., WACV 2018,
 * arXiv 1710.11063: where a map of a layer says, with the detail of the pixels.
 *
 * <pre>
 *   M = Up(L) ⊙ GuidedBackprop(x)     [GC 5]  explain
 * </pre>
 *
 * L is that of [GC 2] or [PP 6]. Up is bilinear, with the centres of the corner cells half a cell inside the picture.
 *
 * @param cam whose map L is taken, after its ReLU
 * @param guided the paper takes the score itself
 */
public record GuidedGradCam(ChannelWeighted cam, GuidedBackprop guided) implements Method {
  /** With Grad-CAM. */
  public GuidedGradCam() { this(new GradCam(), new GuidedBackprop()); }

  @Override
  public String name() { return "guided-" + cam.name(); }

  @Override
  public Statement statement() {
    Statement of = cam.statement();
    return new Statement("Guided " + of.title(), of.paper(), of.title() + " says where, Guided Backprop which edges.", "[GC 5]",
        of.equations().getLast());
  }

  @Override
  public Unit unit() { return cam.unit().times(guided.unit()); }

  @Override
  public long runs(Probe probe) { return cam.runs(probe) + guided.runs(probe); }

  @Override
  public SaliencyMap explain(Probe probe) {
    SaliencyMap coarse = cam.explain(probe);
    return SaliencyMap.signed(up(coarse.map(), probe.pixels(guided)), this, probe, coarse.flags()).knowing(coarse.facts());
  }

  /** [GC 5] each colour times the map: [h, w] and [C, H, W] to [C, H, W]. */
  static Tensor up(Tensor L, Tensor pixels) {
    int H = pixels.shape().extent(1);
    int W = pixels.shape().extent(2);
    Tensor up = new Resize(W, H, Filter.BILINEAR).of(L);
    return Tensor.filled(pixels.shape(), pixels.precision(), e -> up.cell(e % (H * W)) * pixels.cell(e));
  }
}
