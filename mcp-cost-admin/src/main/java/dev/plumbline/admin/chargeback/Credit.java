package dev.plumbline.admin.chargeback;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What a department gets back.
 *
 * @param date the day it counts for
 * @param amount US dollars, more than zero
 * @param reason why, for the statement
 */
public record Credit(LocalDate date, String department, BigDecimal amount, String reason) {}
