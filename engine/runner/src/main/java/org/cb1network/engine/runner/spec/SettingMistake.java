package org.cb1network.engine.runner.spec;

/**
 * What is wrong with a setting that its type does not tell.
 *
 * @param key key of the setting
 */
public record SettingMistake(String key, String message, String hint) {}
