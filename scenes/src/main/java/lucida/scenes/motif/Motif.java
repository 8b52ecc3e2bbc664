package lucida.scenes.motif;

import java.util.List;
import lucida.scenes.art.Chance;
import lucida.scenes.art.Look;
import lucida.scenes.art.Pen;

/** Something that is recognisable in each of the many ways it can be drawn. */
public interface Motif {
  /** Its common name. */
  String name();

  /** The names of its parts, in the order of their masks. */
  List<String> parts();

  /** The largest angle, in radians, by which it may be rotated either way and still look natural. */
  double turn();

  /** Draws it. Its colours come from the look only. */
  void draw(Pen pen, Look look, Chance chance);
}
