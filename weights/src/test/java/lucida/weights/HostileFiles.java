package lucida.weights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where hostile files are made: all of one folder, some with siblings. */
final class HostileFiles {
  private final Path folder;
  private final List<HostileFile> all = new ArrayList<>();

  private HostileFiles(Path folder) { this.folder = folder; }

  /** Makes the files of every format. */
  static List<HostileFile> in(Path folder) throws IOException {
    HostileFiles files = new HostileFiles(folder);
    HostilePickles.make(files);
    HostileZips.make(files);
    HostileArrays.make(files);
    HostileHdf5.make(files);
    HostileGraphs.make(files);
    HostileExternalData.make(files);
    return List.copyOf(files.all);
  }

  Path folder() { return folder; }

  Path refused(String name, byte[] content) throws IOException { return add(name, HostileFile.Verdict.REFUSED, content); }

  Path bounded(String name, byte[] content) throws IOException { return add(name, HostileFile.Verdict.BOUNDED, content); }

  Path read(String name, byte[] content) throws IOException { return add(name, HostileFile.Verdict.READ, content); }

  Path add(String name, HostileFile.Verdict verdict, byte[] content, Path... siblings) throws IOException {
    Path file = Files.write(folder.resolve(name), content);
    add(file, verdict, siblings);
    return file;
  }

  void add(Path file, HostileFile.Verdict verdict, Path... siblings) { all.add(new HostileFile(file, verdict, List.of(siblings))); }
}
