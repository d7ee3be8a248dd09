package dev.plumbline.usage.price.catalog;

import dev.plumbline.kernel.PlumblineHome;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the catalog in use comes from: the one refreshed last, or the bundled one when newer. */
public record CatalogStore(PlumblineHome home) {
  private static final Pattern PACKAGE_VERSION = Pattern.compile("genai-prices (\\d[\\w.+-]*)");

  /** The file that a refresh writes. */
  public Path file() {
    return home.folder().resolve("prices").resolve("catalog.json.gz");
  }

  /** The catalog in use. */
  public CatalogFile current() {
    Path file = file();
    if (!Files.exists(file)) {
      return CatalogFile.bundled();
    }
    CatalogFile refreshed = CatalogFile.read(file);
    CatalogFile bundled = CatalogFile.bundled();
    return newer(bundled, refreshed) ? bundled : refreshed;
  }

  /** Makes a catalog the one in use. */
  public void use(CatalogFile catalog) {
    catalog.write(home.file("prices/catalog.json.gz"));
  }

  private static boolean newer(CatalogFile one, CatalogFile other) {
    Matcher first = PACKAGE_VERSION.matcher(one.catalog().version());
    Matcher second = PACKAGE_VERSION.matcher(other.catalog().version());
    return first.matches()
        && second.matches()
        && Version.parse(first.group(1)).compareTo(Version.parse(second.group(1))) > 0;
  }
}
