package lucida.cli;

/** A command whose other arguments decide which of its options it takes. */
interface ConditionalOptions {
  /** Whether an option, by its longest name, may be given beside the arguments that were typed. */
  boolean takes(String option);
}
