package lucida.weights;

import static lucida.weights.model.Fixture.joined;
import static lucida.weights.model.Fixture.latin;

import java.io.IOException;
import lucida.weights.ForgedZip.Header;
import lucida.weights.model.Fixture;

/** Zip archives with several readings, or none: CVE-2025-1944, -1945, -10156 and others. */
final class HostileZips {
  private static final String PICKLE = "a/data.pkl";
  private static final byte[] DATA = new byte[32];

  private HostileZips() {}

  private static ForgedZip zip() { return new ForgedZip().add(PICKLE, HostilePickles.honest()).add("a/data/0", DATA); }

  static void make(HostileFiles files) throws IOException {
    byte[] evil = latin("\u0080\u0002cos\nsystem\nU\u0002id\u0085R.");
    Header good = Header.stored(PICKLE, HostilePickles.honest());
    files.read("zip-honest.pth", zip().bytes());
    files.read("zip-packed.pth", new ForgedZip().pack(PICKLE, HostilePickles.honest()).pack("a/data/0", DATA).bytes());
    files.refused("zip-two-pickles.pth", zip().add("b/data.pkl", evil).bytes());
    files.refused("zip-two-pickles-inside.pth", zip().add("a/b/data.pkl", evil).bytes());
    files.refused("zip-pickle-twice.pth", zip().add(PICKLE, evil).bytes());
    files.refused("zip-two-roots.pth", zip().add("b/data/0", DATA).bytes());
    files.refused("CVE-2025-1944-local-name.pth", body(good.named("a/data.pkx"), good));
    files.refused("zip-local-size.pth", body(good.of(good.checksum(), good.packed() - 1, good.size() - 1), good));
    files.refused("zip-local-checksum.pth", body(good.of(7, good.packed(), good.size()), good));
    files.refused("zip-local-method.pth", body(new Header(PICKLE, 0, 8, good.checksum(), good.packed(), good.size()), good));
    files.refused("zip-local-flags.pth", body(good.flagged(2), good));
    for (int bit : new int[]{0, 5, 6, 13, 15})
      files.refused("CVE-2025-1945-flag-" + bit + ".pth", body(good.flagged(1 << bit), good.flagged(1 << bit)));
    files.refused("zip-flag-3-without-description.pth", body(good.flagged(8), good.flagged(8)));
    Header wrong = good.of(7, good.packed(), good.size());
    files.refused("CVE-2025-10156-checksum.pth", body(wrong, wrong));
    Header none = good.of(0, good.packed(), good.size());
    files.read("zip-checksum-left-out.pth", body(none, none));
    files.refused("zip-bytes-before.pth", joined(latin("PK\u0003\u0004 not the first"), zip().bytes()));
    files.refused("zip-bytes-before-counted.pth",
        new ForgedZip().raw(latin("PK\u0003\u0004before")).add(PICKLE, HostilePickles.honest())
            .add("a/data/0", DATA).bytes());
    files.refused("zip-bytes-after.pth", joined(zip().bytes(), evil));
    files.refused("zip-after-zip.pth", joined(zip().bytes(), zip().bytes()));
    files.refused("zip-gap.pth", zip().raw(evil).add("a/version", latin("3\n")).bytes());
    files.refused("zip-hidden-entry.pth", zip().raw(ForgedZip.local(good)).raw(HostilePickles.honest()).bytes());
    files.refused("zip-overlap.pth", zip().entry(Header.stored("a/x", new byte[8]), 0).bytes());
    files.refused("zip-fewer-counted.pth", zip().add("a/x", evil).bytes(2));
    files.refused("zip-more-counted.pth", zip().bytes(9));
    files.refused("zip-behind-table.pth", zip().bytes(2, evil));
    for (String name : new String[]{"a/../../x", "../x", "/etc/x", "a\\..\\x", "a/x\u0000.pkl", "a/\u001b[2Jx"})
      files.refused("zip-name-" + name.replaceAll("\\W", "_") + ".pth", zip().add(name, DATA).bytes());
    bombs(files);
    containers(files);
  }

  private static byte[] body(Header local, Header central) {
    return new ForgedZip().add(local, central, HostilePickles.honest()).add("a/data/0", DATA).bytes();
  }

  private static void bombs(HostileFiles files) throws IOException {
    files.refused("zip-bomb.pth", new ForgedZip().pack(PICKLE, new byte[200_000_000]).pack("a/data/0", DATA).bytes());
    ForgedZip quoted = new ForgedZip();
    Header header = Header.deflated("x", new byte[1 << 20]);
    for (int i = 0; i < 1000; i++) quoted.entry(header.named("x" + i), 0);
    files.refused("zip-bomb-overlapping.npz",
        quoted.raw(ForgedZip.local(header)).raw(ForgedZip.deflated(new byte[1 << 20])).bytes());
    ForgedZip many = new ForgedZip();
    for (int i = 0; i < 150_000; i++) many.add("a/" + i, new byte[0]);
    files.refused("zip-many-entries.pth", many.bytes());
    Header lie = Header.deflated(PICKLE, HostilePickles.honest());
    files.refused("zip-size-lie.pth", new ForgedZip()
        .add(lie.of(lie.checksum(), lie.packed(), 0x7fffffff), lie.of(lie.checksum(), lie.packed(), 0x7fffffff),
            ForgedZip.deflated(HostilePickles.honest()))
        .bytes());
    files.refused("zip-nested.pth", new ForgedZip().add("a.zip", zip().bytes()).bytes());
    byte[] wide = Fixture.bytes("checkpoint_zip64.pt");
    int end = wide.length - 22;
    files.refused("zip64-other-count.pth", Fixture.patched(wide, end + 8, (byte) 1, (byte) 0, (byte) 1, (byte) 0));
    files.refused("zip64-other-place.pth", Fixture.patched(wide, end + 16, Fixture.littleEndian(7)));
    files.refused("zip64-far-record.pth", Fixture.patched(wide, end - 12, Fixture.littleEndian(1L << 62)));
    files.refused("zip64-huge-table.pth", Fixture.patched(wide, end - 76 + 40, Fixture.littleEndian(1L << 62)));
  }

  private static void containers(HostileFiles files) throws IOException {
    files.refused("CVE-2025-1889-7z.pth", joined(latin("7z\u00bc\u00af'\u001c\u0000\u0004"), new byte[100]));
    files.refused("tar-named.pth", java.util.Arrays.copyOf(latin("storages" + "\u0000".repeat(249) + "ustar"), 10240));
    files.refused("gzip-named.pth", latin("\u001f\u008b\u0008\u0000\u0000\u0000\u0000\u0000\u0000\u0003"));
    files.refused("zip-of-text.npz", new ForgedZip().add("readme.txt", latin("no arrays")).bytes());
    files.refused("keras-and-torch.pth", zip().add("config.json", latin("{}")).add("model.weights.h5", DATA).bytes());
    files.refused("torchscript.pth",
        zip().add("a/constants.pkl", latin("\u0080\u0002).")).add("a/code/x.py", latin("import os")).bytes());
  }
}
