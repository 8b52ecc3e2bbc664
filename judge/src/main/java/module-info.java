/** How good a saliency map is: metrics with their papers, ground truth, means with intervals, paired comparisons. */
@SuppressWarnings("requires-automatic") module lucida.judge {
  requires static transitive org.jspecify;
  requires transitive lucida.cam;
  requires transitive lucida.scenes;
  requires hipparchus.core;
  requires hipparchus.stat;
  requires java.xml;
  requires tools.jackson.core;
  requires tools.jackson.databind;
  requires tools.jackson.dataformat.csv;

  exports lucida.judge;
  exports lucida.judge.adversarial;
  exports lucida.judge.axiom;
  exports lucida.judge.bias;
  exports lucida.judge.catalogue;
  exports lucida.judge.channels;
  exports lucida.judge.complexity;
  exports lucida.judge.data;
  exports lucida.judge.failure;
  exports lucida.judge.faithfulness;
  exports lucida.judge.guided;
  exports lucida.judge.localisation;
  exports lucida.judge.neurons;
  exports lucida.judge.parts;
  exports lucida.judge.pasted;
  exports lucida.judge.people;
  exports lucida.judge.play;
  exports lucida.judge.randomisation;
  exports lucida.judge.results;
  exports lucida.judge.robustness;
  exports lucida.judge.sanity;
  exports lucida.judge.statistics;
  exports lucida.judge.suite;
  exports lucida.judge.surgery;
  exports lucida.judge.words;
}
