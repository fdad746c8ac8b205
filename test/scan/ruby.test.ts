import { expect, test } from "@jest/globals";
import { told } from "./support.ts";

test.each([
  [`x = ENV["A_KEY"]\ny = ::ENV['B_KEY']\nz = ENV&.[]("C_KEY")`, ["A_KEY optional", "B_KEY optional", "C_KEY optional"]],
  [
    `x = ENV.fetch("A_KEY")\ny = ENV.fetch("B_KEY", "d")\nz = ENV.fetch("C_KEY", nil)`,
    ["A_KEY required", `B_KEY default "d"`, "C_KEY optional"],
  ],
  [
    `x = ENV.fetch("A_KEY") { "d" }\ny = ENV.fetch("B_KEY") { |key| warn key; 5 }\nz = ENV.fetch("C_KEY") do\n  raise KeyError, "no"\nend`,
    [`A_KEY default "d"`, "B_KEY default 5", "C_KEY required"],
  ],
  [
    `x = ENV["A_KEY"].presence || ENV["B_KEY"] || "d"\ny = ENV["C_KEY"].to_s.strip`,
    [`A_KEY default "d"`, `B_KEY default "d"`, "C_KEY optional"],
  ],
  [`x = ENV.key?("A_KEY")\ny = ENV.has_key?("B_KEY") || ENV.include?("C_KEY")`, ["A_KEY presence", "B_KEY presence", "C_KEY presence"]],
  [
    `a, b = ENV.values_at("A_KEY", "B_KEY")\nc = ENV.fetch_values("C_KEY")\nd = ENV.to_h["D_KEY"]\ne = ENV.delete("E_KEY")`,
    ["A_KEY optional", "B_KEY optional", "C_KEY required", "D_KEY optional", "E_KEY optional"],
  ],
  [`ENV["A_KEY"] = "1"\nENV["B_KEY"] ||= "1"\nENV.delete("C_KEY")`, []],
  [`x = (ENV["A_KEY"] ||= "d")`, [`A_KEY default "d"`]],
  [`# ENV["A_KEY"]\nx = 'ENV["B_KEY"]'\ny = <<~T\n  ENV["C_KEY"] #{ENV["D_KEY"]}\nT`, ["D_KEY optional"]],
  [`x = ENV["A_KEY"] == "true" ? 1 : 2\ny = ENV["B_KEY"] ? 1 : 2`, ["A_KEY optional", "B_KEY optional"]],
  [`x = ENV.fetch("A_KEY") rescue "d"`, [`A_KEY default "d"`]],
  [`begin\n  x = ENV.fetch("A_KEY")\nrescue KeyError\n  x = "d"\nend`, [`A_KEY default "d"`]],
  [`begin\n  x = ENV.fetch("A_KEY")\nrescue KeyError => e\n  raise e\nend`, ["A_KEY required"]],
  [
    `x = ENV["A_KEY"]\nraise "no" unless x\nraise "no" if ENV["B_KEY"].nil?\nabort "no" if ENV["C_KEY"].blank?\nENV["D_KEY"] or raise "no"`,
    ["A_KEY required", "B_KEY required", "C_KEY required", "D_KEY required"],
  ],
  [`unless ENV.key?("A_KEY")\n  exit 1\nend\nif ENV["B_KEY"]\n  y\nelse\n  raise "no"\nend`, ["A_KEY required", "B_KEY required"]],
  [`if ENV["A_KEY"]\n  x = ENV.fetch("A_KEY")\nend\nreturn unless ENV["B_KEY"]`, ["A_KEY optional", "A_KEY optional", "B_KEY optional"]],
  [`NAMES = %w[A_KEY B_KEY].freeze\nNAMES.each { |name| raise name unless ENV.key?(name) }`, ["A_KEY required", "B_KEY required"]],
  [`[:A_KEY, "B_KEY"].map { |name| ENV[name.to_s] }`, ["A_KEY optional", "B_KEY optional"]],
  [
    `ENV["A_#{x}_B"]\nENV["C_%s" % x]\nENV[format("D_%s_E", x)]\nENV["F_" + x.upcase]\nENV[x]`,
    ["A_*_B open", "C_* open", "D_*_E open", "F_* open", "* open"],
  ],
  [`ENV.each { |name, value| puts value if name.start_with?("A_") }`, ["A_* open"]],
  [`Dotenv.require_keys("A_KEY", "B_KEY")`, ["A_KEY required", "B_KEY required"]],
  [
    `module Env\n  def self.need(name)\n    value = ENV[name]\n    raise name if value.blank?\n    value\n  end\n  def self.get(name, default: nil)\n    ENV.fetch(name, default)\n  end\n  def self.flag?(name) = ENV[name].to_s == "true"\nend\nx = [Env.need("A_KEY"), Env.get("B_KEY", default: "d"), Env.get("C_KEY"), Env.flag?("D_KEY")]`,
    ["A_KEY required", `B_KEY default "d"`, "C_KEY optional", "D_KEY optional"],
  ],
  [`read = ->(name) { ENV[name] }\nread.call("A_KEY")\nread.("B_KEY")`, ["A_KEY optional", "B_KEY optional"]],
  [`Figaro.env.some_key\nFigaro.env.other_key!`, ["SOME_KEY optional", "OTHER_KEY required"]],
  [
    `class HerokuConfig < Anyway::Config\n  attr_config :app_id, :name, port: 3000\n  required :app_id\nend`,
    ["HEROKU_APP_ID required", "HEROKU_NAME optional", "HEROKU_PORT default 3000"],
  ],
  [`class Foo < Anyway::Config\n  config_name :cloud\n  attr_config host: "h"\nend`, [`CLOUD_HOST default "h"`]],
  [`request.env["HTTP_HOST"]\nenv = {}\nenv["A_KEY"]\nRails.application.credentials.b_key`, []],
])("%s", async (code, lines) => {
  expect(await told({ "a.rb": `${code}\n` })).toEqual(lines);
});

test.each([
  [
    "config/database.yml",
    `a: <%= ENV["A_KEY"] %>\nb: <%= ENV.fetch("B_KEY") { 5 } %><%= ENV['C_KEY'] -%>\n# <%= ENV["D_KEY"] %>\n<%# ENV["E_KEY"] %>\n<%% ENV["F_KEY"] %>\nENV["G_KEY"]\n`,
    ["A_KEY optional", "B_KEY default 5", "C_KEY optional"],
  ],
  [
    "app/views/a.html.erb",
    `<% if ENV["A_KEY"].present? %><p title="ENV['B_KEY']"><%= link_to ENV.fetch("C_KEY", "d") do %>x<% end %></p><% end %>\n<% unless ENV["D_KEY"] %`,
    ["A_KEY optional", `C_KEY default "d"`],
  ],
  ["config/a.yml", "a: b\n", []],
])("templates: %s", async (path, text, lines) => {
  expect(await told({ [path]: text })).toEqual(lines);
});

test("constants and methods of other files", async () => {
  const files = {
    "lib/settings.rb": `module Settings\n  KEY = "A_KEY"\n  def self.need(name) = ENV.fetch(name)\nend\n`,
    "lib/helper.rb": `def read_env(name)\n  ENV[name]\nend\n`,
    "app/a.rb": `require_relative "../lib/helper"\nENV[Settings::KEY]\nSettings.need("B_KEY")\nread_env("C_KEY")\n`,
  };
  expect(await told(files)).toEqual(["A_KEY optional", "B_KEY required", "C_KEY optional"]);
});
