-- Asks for pages that show the state of a site, and counts answers that show two.
local paths = {"/", "/politics/now/", "/politics/", "/feed.xml"}
-- Not local: `done` asks for them.
at, mixed, wrong = 0, 0, 0
local threads = {}

function setup(thread) table.insert(threads, thread) end

function request()
  at = at % #paths + 1
  return wrk.format("GET", paths[at])
end

function response(status, headers, body)
  if status ~= 200 then wrong = wrong + 1 end
  local first
  for state in body:gmatch("STATE%-(%d+)%-ENDS") do
    first = first or state
    if state ~= first then mixed = mixed + 1 break end
  end
  if not first then wrong = wrong + 1 end
end

function done()
  for _, thread in ipairs(threads) do
    print("answers that were wrong: " .. thread:get("wrong") .. ", that mixed two states: " .. thread:get("mixed"))
  end
end
