package lucida.cli;

import java.lang.module.ModuleDescriptor;
import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** "lucida 0.1.0, Java 25.0.3": the version the build wrote into the module, and what it runs on. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() { return new String[]{text()}; }

  /** On one line. */
  static String text() {
    String own = Optional.ofNullable(Version.class.getModule().getDescriptor()).flatMap(ModuleDescriptor::rawVersion)
        .map(version -> " " + version).orElse("");
    return "lucida" + own + ", Java " + Runtime.version().feature();
  }
}
