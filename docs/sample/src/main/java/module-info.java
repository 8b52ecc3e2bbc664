/** A program that uses Lucida. */
module example {
  requires lucida;
}
