-- Neovim as a writer uses it: it shows a planted fault, fixes it, and completes a key.
-- What it saw is written as JSON into the file that the environment names.

local function waits_for(what, holds)
  assert(vim.wait(20000, holds, 20), "no " .. what)
end

local found = {}
vim.cmd.edit("boats.md")
local client = assert(vim.lsp.start({
  name = "article-schema",
  cmd = { vim.env.PYTHON, "-m", "article_schema", "server" },
  root_dir = vim.fn.getcwd(),
}))

waits_for("diagnostics", function() return #vim.diagnostic.get(0) > 0 end)
found.diagnostics = vim.tbl_map(function(each)
  return { code = each.code, line = each.lnum, column = each.col }
end, vim.diagnostic.get(0))
found.encoding = vim.lsp.get_client_by_id(client).offset_encoding

for _, each in ipairs(vim.diagnostic.get(0)) do
  if each.code == "URL005" then
    vim.api.nvim_win_set_cursor(0, { each.lnum + 1, each.col })
  end
end
vim.lsp.buf.code_action({
  apply = true,
  filter = function(action) return action.isPreferred end,
})
waits_for("fix", function()
  return vim.api.nvim_buf_get_lines(0, 2, 3, false)[1]:find("a%20b", 1, true) ~= nil
end)
waits_for("new diagnostics", function()
  for _, each in ipairs(vim.diagnostic.get(0)) do
    if each.code == "URL005" then return false end
  end
  return true
end)
found.line = vim.api.nvim_buf_get_lines(0, 2, 3, false)[1]

vim.api.nvim_buf_set_lines(0, 3, 3, false, { "publ" })
vim.api.nvim_win_set_cursor(0, { 4, 4 })
local position = vim.lsp.util.make_position_params(0, found.encoding)
local answers = assert(vim.lsp.buf_request_sync(0, "textDocument/completion", position, 20000))
found.offered = vim.tbl_map(function(each) return each.label end, answers[client].result.items)

vim.fn.writefile({ vim.json.encode(found) }, vim.env.FOUND)
vim.cmd("qall!")
