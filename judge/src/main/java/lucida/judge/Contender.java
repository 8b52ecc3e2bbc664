package lucida.judge;

import java.util.function.Function;
import lucida.cam.Method;
import lucida.cam.Probe;
import lucida.cam.Settings;
import lucida.cam.catalogue.Methods;

/** What makes the maps that are judged: a method with its settings, or a control that knows the picture. */
public interface Contender {
  /** What it is called in tables. */
  String title();

  /** Whether it explains a layer, rather than the pixels. */
  boolean usesLayer();

  /**
   * The method for a picture and what is asked of it.
   *
   * @throws lucida.cam.NotApplicableException if there is none for it, with the reason
   */
  Method of(LabelledPicture picture, Probe probe);

  /** The method of this name, with settings that may depend on the probe. */
  static Contender method(String name, Function<Probe, Settings> settings) {
    record Named(String title, Function<Probe, Settings> settings) implements Contender {
      @Override
      public boolean usesLayer() { return Methods.named(title, Settings.USUAL).usesLayer(); }

      @Override
      public Method of(LabelledPicture picture, Probe probe) { return Methods.named(title, settings.apply(probe)); }
    }
    return new Named(Methods.named(name, Settings.USUAL).name(), settings);
  }
}
