package lucida.layers.architecture;

import lucida.layers.Activation;
import lucida.layers.BatchNorm;
import lucida.layers.Conv2d;
import lucida.layers.NetworkBuilder;

/** Convolution, batch norm and activation, which follow each other everywhere in mobile networks: name.0, name.1 and name.2. */
final class ConvolutionUnit {
  private ConvolutionUnit() {}

  /** Adds the three; the name alone is that of the last. */
  static void add(NetworkBuilder net, String name, Conv2d convolution, Activation activation) {
    net.add(name + ".0", convolution.withoutBias());
    net.add(name + ".1", BatchNorm.of(convolution.outputs()));
    net.add(name + ".2", activation);
    net.alias(name);
  }
}
