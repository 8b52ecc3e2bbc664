package lucida.judge.pasted;

import java.util.List;
import lucida.cam.NotApplicableException;
import lucida.core.Tensor;
import lucida.judge.JudgedMap;
import lucida.judge.ObjectTruth;
import lucida.judge.Redrawn;

/**
 * g: the mean of L⁺ / max L⁺ over the pixels of an object; of a map without positive cells 0.
 *
 * @param object 1 on its pixels, else 0, [H, W]
 */
record ObjectAttribution(Tensor object) {
  /**
   * On the object that stands in front of everything else: the last one.
   *
   * @throws NotApplicableException if its mask is not known
   */
  static ObjectAttribution of(JudgedMap judged) {
    List<ObjectTruth> objects = judged.picture().objects();
    if (objects.isEmpty()) throw new NotApplicableException("no object of the picture is known");
    return new ObjectAttribution(objects.getLast().mask().filter(mask -> mask.sum() > 0)
        .orElseThrow(() -> new NotApplicableException("no mask of the object is known, or no pixel of it is seen")));
  }

  /**
   * The picture drawn without the object.
   *
   * @throws NotApplicableException if that is not possible
   */
  static Redrawn redrawn(JudgedMap judged) {
    return judged.picture().redrawn()
        .orElseThrow(() -> new NotApplicableException("the picture cannot be drawn again without its object"));
  }

  double of(Tensor shown) {
    Tensor L = shown.relu();
    return L.max() == 0 ? 0 : L.times(object).sum() / object.sum() / L.max();
  }
}
