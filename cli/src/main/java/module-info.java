/** The {@code lucida} command: reads what is asked, calls the rooms that know, prints. No mathematics here. */
module lucida.cli {
  requires static transitive org.jspecify;
  requires lucida.autodiff;
  requires lucida.bundled;
  requires lucida.judge;
  requires lucida.plan;
  requires lucida.report;
  requires lucida.weights;
  requires info.picocli;
  requires java.logging;
  requires jdk.jshell;
  requires tools.jackson.core;
  requires tools.jackson.databind;

  uses lucida.judge.results.TableWriter;

  opens lucida.cli to info.picocli;
}
