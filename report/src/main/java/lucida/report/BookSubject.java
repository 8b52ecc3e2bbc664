package lucida.report;

import lucida.book.EvaluationPoint;
import lucida.cam.SaliencyMap;
import lucida.cam.channels.GradCam;
import lucida.pictures.ColourScale;
import lucida.pictures.Filter;
import lucida.pictures.Overlay;
import lucida.pictures.Picture;
import lucida.pictures.Resize;

/**
 * What the book was evaluated on, as people know it.
 *
 * @param point the network, the picture, the class
 * @param score the class with its name
 * @param stem what the picture is called
 * @param shown the picture
 */
public record BookSubject(EvaluationPoint point, ClassScore score, String stem, Shown shown) {
  private static final int HEIGHT = 256;

  /** "class 3 cat in car-and-cat, at layer 'layer3' [96, 8, 8] of scenes-resnet". */
  String text() {
    return named() + " in " + stem + ", at " + point.place();
  }

  /** "class 3 cat", or "class 243" where it has no name. */
  private String named() {
    return (Character.isDigit(score.label().charAt(0)) ? "class " : "") + score.label();
  }

  /** The picture, and the Grad-CAM of the class over it. */
  String figures() {
    SaliencyMap map = new GradCam().explain(point.probe());
    Picture over = Overlay.DEFAULT.over(shown.picture(), shown.seen(), map.map(), ColourScale.max(map.map()));
    return "<div class=\"subject\">" + figure(shown.picture(), stem,
        shown.isSeenWhole() ? "All of it is what the network sees." : "The network sees what is in colour on the right.")
        + figure(over, "Grad-CAM [GC 2] of " + named(), score.text()) + "</div>";
  }

  private static String figure(Picture picture, String what, String note) {
    Picture fitting = picture.height() <= HEIGHT
        ? picture
        : new Resize(Math.max(1, Math.toIntExact(Math.round((double) picture.width() * HEIGHT / picture.height()))), HEIGHT,
            Filter.BICUBIC).of(picture);
    return "<figure><img alt=\"%s\" src=\"%s\"><figcaption>%s<br>%s</figcaption></figure>\n".formatted(Html.escaped(what),
        CardHtml.data(fitting), Html.escaped(what), Html.escaped(note));
  }
}
