package allmende.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteClassTest {
  @ParameterizedTest
  @CsvSource({
    "/,/",
    "/remote.php/dav/files/anna/Taxes.pdf,/remote.php/dav/files/…",
    "/remote.php/webdav/Taxes.pdf,/remote.php/webdav/…",
    "/api/v1/nodes/17/content,/api/v1/nodes/…",
    "/ocs/v2.php/cloud/users/anna,/ocs/v2.php/cloud/…",
    "/index.php/s/SECRET,/index.php/s/…",
    "/login/flow/SECRET,/login/flow/…",
    "/Taxes.pdf,/…",
    "/api/v1/a%0Ab,/api/v1/…",
    "/health,/health"
  })
  void namesStayOut(String path, String expected) {
    assertEquals(expected, RouteClass.of(path));
  }
}
