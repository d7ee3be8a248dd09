package dev.plumbline.usage.jdbc;

import java.util.Map;
import javax.sql.DataSource;

/** Opens connections to a Snowflake account that is read and is no ledger. */
public final class SnowflakeAccount {
  private SnowflakeAccount() {}

  /**
   * The account that {@code SNOWFLAKE_ACCOUNT}, {@code _USER}, {@code _PASSWORD} or {@code
   * _PRIVATE_KEY_PATH}, {@code _WAREHOUSE} and {@code _ROLE} name; {@code SNOWFLAKE_HOST} where its
   * host is not the usual one.
   */
  public static DataSource of(Map<String, String> environment, String database, String schema) {
    String host = environment.getOrDefault("SNOWFLAKE_HOST", "").strip();
    Address address = Address.parse("snowflake://" + host + "/" + database + "/" + schema);
    return SnowflakeLocation.parse(address, environment).source();
  }
}
