package lucida.scenes.motif;

import java.util.List;
import lucida.scenes.art.Chance;
import lucida.scenes.art.Look;
import lucida.scenes.art.Pen;

/** Something that can be drawn in many ways and is always recognised. */
public interface Motif {
  /** What a person calls it. */
  String name();

  /** The parts a person would point at, in the order of their masks. */
  List<String> parts();

  /** How far it may be turned either way, in radians, and still look natural. */
  double turn();

  /** Draws it. Colours come from the look only, never from the motif. */
  void draw(Pen pen, Look look, Chance chance);
}
