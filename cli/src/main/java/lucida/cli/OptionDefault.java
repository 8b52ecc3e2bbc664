package lucida.cli;

import picocli.CommandLine.Model.OptionSpec;

/**
 * A default of an option, instead of the built-in one.
 *
 * @param place the file and the line that say it
 * @param command whose option it is
 * @param option of that command
 * @param value as it would be typed; "true" for a switch
 */
record OptionDefault(String place, String command, OptionSpec option, String value) {
  /** What it is called in the file: {@code explain.method}. */
  String key() {
    return command + "." + option.longestName().substring(2);
  }

  /** What would be typed instead. */
  String argument() {
    return isSwitch(option) ? option.longestName() : option.longestName() + "=" + value;
  }

  static boolean isSwitch(OptionSpec option) { return option.arity().max() == 0; }

  @Override
  public String toString() { return key() + "=" + value + " (" + place + ")"; }
}
