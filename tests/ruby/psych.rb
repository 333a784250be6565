# Read each line of JSON on standard input, a YAML text, with Psych; answer with a line of JSON.
require "date"
require "json"
require "psych"

def shown(value)
  case value
  when Hash then ["mapping", value.map { |key, item| [shown(key), shown(item)] }]
  when Array then ["list", value.map { |item| shown(item) }]
  when Time, Date then ["date", value.to_s]
  when Integer then ["number", value.to_s]
  when Float then ["number", value.to_s]
  when true, false then ["boolean", value]
  when nil then ["null", nil]
  when Symbol then ["symbol", value.to_s]
  else ["text", value]
  end
end

$stdout.sync = true
load = Psych.respond_to?(:unsafe_load) ? :unsafe_load : :load
STDIN.each_line do |line|
  text = JSON.parse(line)
  begin
    puts JSON.generate(shown(Psych.public_send(load, text)))
  rescue StandardError, Psych::SyntaxError => error
    puts JSON.generate(["error", error.message])
  end
end
