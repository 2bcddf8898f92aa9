package allmende.bench;

import allmende.bench.sfu.SfuBench;
import java.util.Arrays;
import java.util.List;

/// `./allmende bench [NAME] [OPTIONS]`.
public final class Main {
  private Main() {}

  public static void main(String[] given) throws Exception {
    String name = given.length == 0 || given[0].startsWith("--") ? "files" : given[0];
    List<String> options =
        Arrays.asList(given)
            .subList(given.length > 0 && given[0].equals(name) ? 1 : 0, given.length);
    try {
      switch (name) {
        case "files" -> FilesBench.run(options);
        case "sfu" -> SfuBench.run(options);
        default -> {
          System.err.println("There is no benchmark '" + name + "'. There are: files, sfu.");
          System.exit(2);
        }
      }
    } catch (IllegalArgumentException | IllegalStateException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }
}
